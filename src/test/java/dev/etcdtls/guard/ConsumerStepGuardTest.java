package dev.etcdtls.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etcdtls.certificate.CertificateFolder;
import dev.etcdtls.certificate.MemberRequests;
import dev.etcdtls.inventory.IssuerSettings.KeyOrigin;
import dev.etcdtls.model.ConsumerName;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.FilePath;
import dev.etcdtls.model.HostName;
import dev.etcdtls.model.Problem;
import dev.etcdtls.model.ServiceUser;
import dev.etcdtls.observation.ClientCertificates;
import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.observation.HostFacts;
import dev.etcdtls.observation.HostObservation;
import dev.etcdtls.observation.Sight;
import dev.etcdtls.plan.ObservedChanges;
import dev.etcdtls.plan.ObservedClusters;
import dev.etcdtls.plan.Prediction;
import dev.etcdtls.step.RemoveConsumerCertificates;
import dev.etcdtls.step.RemoveConsumerCertificates.Removal;
import dev.etcdtls.step.StageConsumerCertificates;
import dev.etcdtls.step.StageConsumerCertificates.Staging;
import dev.etcdtls.step.Step;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The step for a consumer that is on the third member's host. */
class ConsumerStepGuardTest {
    private static final ServiceUser KUBE = new ServiceUser("kube", "kube");
    private static final HostName HOST = ObservedClusters.hostOf(3);
    private static final ConsumerName CONSUMER = new ConsumerName("api1");
    private static final CertificateFolder FOLDER = CertificateFolder.ofClient(new FilePath("/etc/etcd-client/api1"));
    private static final Step STAGE = new StageConsumerCertificates(
            "consumers",
            List.of(new Staging(
                    CONSUMER,
                    HOST,
                    FOLDER,
                    1,
                    MemberRequests.client("api1", Duration.ofDays(30)),
                    new Step.Delivery(KeyOrigin.HOST_BORN, KUBE))));
    private static final Step REMOVE =
            new RemoveConsumerCertificates("consumers", List.of(new Removal(CONSUMER, HOST, FOLDER, List.of(1))));
    private static final ClusterObservation SEEN = asked(ObservedClusters.plaintext(3));

    record Row(String name, Step step, ClusterObservation seen, String... expected) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Row> rows() {
        Problem noHost = new Problem(ErrorCode.HOST_UNREACHABLE, "hosts/m3", "m3 cannot be reached", "look at it");
        return Stream.of(
                new Row("nothing is wrong", STAGE, SEEN),
                new Row(
                        "the host went away",
                        STAGE,
                        ObservedChanges.unreachable(SEEN, 3, noHost),
                        "HOST_UNREACHABLE at hosts/m3: m3 cannot be reached; look at it"),
                new Row("another host went away", STAGE, ObservedChanges.unreachable(SEEN, 2, noHost)),
                new Row(
                        "no openssl",
                        STAGE,
                        ObservedChanges.tools(SEEN, 3, Set.of("curl")),
                        "HOST_TOOL_MISSING at hosts/m3: openssl is not on the host, and it makes and reads the keys of"
                                + " clients there; install openssl"),
                new Row(
                        "a full disk",
                        STAGE,
                        ObservedChanges.free(SEEN, 3, 1L << 20),
                        "DISK_SPACE at hosts/m3: only 1 MiB are free where certificates and kept files go; 64 MiB are"
                                + " asked for; make room, then go on"),
                new Row(
                        "a clock that is wrong",
                        STAGE,
                        ObservedChanges.clock(SEEN, 3, Duration.ofSeconds(40)),
                        "CLOCK_SKEW at hosts/m3: the clock of m3 is 40 s ahead of that of another host; 30 s are allowed;"
                                + " set the clock right (is its time service running?), then go on"),
                new Row("nobody serves TLS any more", REMOVE, SEEN),
                new Row(
                        "a member serves TLS",
                        REMOVE,
                        ObservedChanges.setting(
                                SEEN, 1, "listen-client-urls", "http://198.51.100.11:2379,https://198.51.100.11:2379"),
                        "PENDING_CHANGES at hosts/m1: the etcd of m1 serves TLS, or would after a restart, and a consumer"
                                + " may use its certificate; accept is reverted first: make a new revert"));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void refusesWithOneClearMessage(Row row) {
        assertThat(StepGuard.verdict(row.step(), row.seen(), Outage.NOT_ACCEPTED)
                        .problems())
                .extracting(Problem::toString)
                .containsExactly(row.expected());
    }

    @Test
    void whatIsDoneIsThereToSee() {
        assertThat(StepDone.isDone(STAGE, SEEN)).isFalse();

        ClusterObservation staged = Prediction.after(SEEN, STAGE);
        assertThat(StepDone.isDone(STAGE, staged)).isTrue();
        assertThat(StepDone.isDone(REMOVE, staged)).isFalse();

        ClusterObservation removed = Prediction.after(staged, REMOVE);
        assertThat(StepDone.isDone(REMOVE, removed)).isTrue();
        assertThat(StepDone.isDone(STAGE, removed)).isFalse();
    }

    /** Nobody asked for its folder, so nothing is known of it: neither that it is there nor that it has gone. */
    @Test
    void aFolderThatWasNotLookedAtProvesNothing() {
        ClusterObservation unasked = ObservedClusters.plaintext(3);

        assertThat(StepDone.isDone(STAGE, Prediction.after(unasked, STAGE))).isFalse();
        assertThat(StepDone.isDone(REMOVE, unasked)).isFalse();
    }

    private static ClusterObservation asked(ClusterObservation seen) {
        HostFacts facts = seen.facts(HOST).orElseThrow();
        return seen.with(new HostObservation(
                HOST,
                new Sight.Seen<>(
                        facts.withClients(List.of(new ClientCertificates(FOLDER, KUBE, List.of(), new TreeSet<>()))))));
    }
}
