package dev.etcdtls.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etcdtls.certificate.CertificateFolder;
import dev.etcdtls.certificate.MemberRequests;
import dev.etcdtls.inventory.IssuerSettings.KeyOrigin;
import dev.etcdtls.model.ConsumerName;
import dev.etcdtls.model.FilePath;
import dev.etcdtls.model.HostName;
import dev.etcdtls.model.ServiceUser;
import dev.etcdtls.plan.Plan;
import dev.etcdtls.step.RemoveConsumerCertificates;
import dev.etcdtls.step.RemoveConsumerCertificates.Removal;
import dev.etcdtls.step.StageConsumerCertificates;
import dev.etcdtls.step.StageConsumerCertificates.Staging;
import dev.etcdtls.step.Step;
import dev.etcdtls.step.StepId;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConsumerStepTextTest {
    @ParameterizedTest
    @ValueSource(strings = {"stage/consumers", "unstage/consumers"})
    void detailOfAStepForConsumers(String id) {
        Golden.check(
                "step-" + id.replace('/', '-') + ".txt",
                StepDetail.of(plan(2), new StepId(id)).orElseThrow());
    }

    /** Four hosts are worked on at once. */
    @Test
    void manyHostsTakeHardlyLonger() {
        assertThat(Stream.of(1, 4, 5, 150).map(hosts -> Estimate.of(staging(hosts))))
                .containsExactly(
                        Duration.ofSeconds(3), Duration.ofSeconds(3), Duration.ofSeconds(6), Duration.ofSeconds(114));
    }

    private static Plan plan(int hosts) {
        Plan sample = SamplePlan.of(3);
        Step removal = new RemoveConsumerCertificates(
                "consumers",
                List.of(new Removal(
                        new ConsumerName("flannel-n1"), new HostName("n1"), folder("flannel-n1"), List.of(1, 2))));
        return new Plan(
                sample.header(), sample.inventory(), sample.baseline(), List.of(staging(hosts), removal), List.of());
    }

    private static Step staging(int hosts) {
        return new StageConsumerCertificates(
                "consumers",
                IntStream.rangeClosed(1, hosts)
                        .mapToObj(number -> new Staging(
                                new ConsumerName("flannel-n" + number),
                                new HostName("n" + number),
                                folder("flannel-n" + number),
                                1,
                                MemberRequests.client("flannel-n" + number, Duration.ofDays(30)),
                                new Step.Delivery(KeyOrigin.HOST_BORN, new ServiceUser("root", "root"))))
                        .toList());
    }

    private static CertificateFolder folder(String consumer) {
        return CertificateFolder.ofClient(new FilePath("/etc/etcd-client/" + consumer));
    }
}
