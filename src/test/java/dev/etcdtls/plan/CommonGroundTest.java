package dev.etcdtls.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etcdtls.certificate.CertificateFolder;
import dev.etcdtls.certificate.MemberRequests;
import dev.etcdtls.inventory.IssuerSettings.KeyOrigin;
import dev.etcdtls.model.ConsumerName;
import dev.etcdtls.model.Digest;
import dev.etcdtls.model.FilePath;
import dev.etcdtls.model.HostName;
import dev.etcdtls.model.Problem;
import dev.etcdtls.model.ServiceUser;
import dev.etcdtls.step.StageConsumerCertificates;
import dev.etcdtls.step.StageConsumerCertificates.Staging;
import dev.etcdtls.step.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Two plans for consumers on n1 and n2, the stored one and the one that is made now. */
class CommonGroundTest {
    private static final Plan BASE = Planning.plan(ObservedClusters.plaintext(3));

    @Test
    void theSameHostsGiveTheSamePlan() {
        assertThat(compare(plan(List.of("n1", "n2"), "n1", "n2"), plan(List.of("n1", "n2"), "n1", "n2")))
                .isEmpty();
        assertThat(compare(plan(List.of("n1", "n2"), "n1"), plan(List.of("n1", "n2"), "n1", "n2")))
                .singleElement()
                .asString()
                .contains("steps/stage/consumers");
    }

    @Test
    void aHostThatWentAwayOrCameBackIsNoOtherPlan() {
        assertThat(compare(plan(List.of("n1", "n2"), "n1", "n2"), plan(List.of("n1"), "n1")))
                .isEmpty();
        assertThat(compare(plan(List.of("n1"), "n1"), plan(List.of("n1", "n2"), "n1", "n2")))
                .isEmpty();
        assertThat(compare(plan(List.of("n1", "n2"), "n2"), plan(List.of("n1"))))
                .isEmpty();
    }

    /** Whoever edits a plan can edit what it is bound to as well. */
    @Test
    void workOnAHostThatIsSeenNowIsComparedThoughThePlanIsNotBoundToIt() {
        assertThat(compare(plan(List.of("n1"), "n1", "n2"), plan(List.of("n1", "n2"), "n1")))
                .singleElement()
                .asString()
                .contains("steps/stage/consumers");
        assertThat(compare(plan(List.of(), "n2"), plan(List.of("n1", "n2")))).hasSize(1);
    }

    private static List<Problem> compare(Plan stored, Plan fresh) {
        return PlanComparison.problems(stored, fresh);
    }

    /** @param seen the hosts beside the members' that the plan is bound to */
    private static Plan plan(List<String> seen, String... staged) {
        List<Baseline.HostBinding> hosts = new ArrayList<>(BASE.baseline().hosts());
        seen.forEach(host ->
                hosts.add(new Baseline.HostBinding(new HostName(host), Digest.of("key of " + host), Digest.of(""))));
        List<Step> steps = new ArrayList<>(BASE.steps());
        if (staged.length > 0) {
            steps.add(new StageConsumerCertificates(
                    "consumers",
                    Stream.of(staged).map(CommonGroundTest::staging).toList()));
        }
        return new Plan(
                BASE.header(),
                BASE.inventory(),
                new Baseline(BASE.baseline().cluster(), BASE.baseline().members(), hosts),
                steps,
                BASE.notices());
    }

    private static Staging staging(String host) {
        return new Staging(
                new ConsumerName("flannel-" + host),
                new HostName(host),
                CertificateFolder.ofClient(new FilePath("/etc/etcd-client/flannel-" + host)),
                1,
                MemberRequests.client("flannel-" + host, Duration.ofDays(30)),
                new Step.Delivery(KeyOrigin.HOST_BORN, new ServiceUser("root", "root")));
    }
}
