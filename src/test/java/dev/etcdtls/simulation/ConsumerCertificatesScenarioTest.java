package dev.etcdtls.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etcdtls.engine.RunResult;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.HostName;
import dev.etcdtls.model.Problem;
import dev.etcdtls.model.ServiceUser;
import dev.etcdtls.model.UnitName;
import dev.etcdtls.plan.Plan;
import dev.etcdtls.plan.PlanResult;
import dev.etcdtls.port.HostFile;
import dev.etcdtls.step.Phase;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Certificates of three consumers: {@code api1} on a1, {@code flannel-n1} on n1, {@code calico} on the member's own host m1. */
class ConsumerCertificatesScenarioTest {
    private static final String SCENARIO = "consumer-certificates";
    private static final String STEP = "stage/consumers";

    private final Trial trial = ScenarioFolder.named(SCENARIO).untouched();
    private final SimulatedCluster cluster = trial.cluster();

    static Stream<Integer> boundariesOfTheStep() {
        Trial twin = ScenarioFolder.named(SCENARIO).untouched();
        twin.apply(twin.plan());
        List<String> boundaries = twin.cluster().tool().boundaries();
        return IntStream.rangeClosed(
                        boundaries.indexOf("journal Started " + STEP) + 1,
                        boundaries.indexOf("journal Finished " + STEP) + 1)
                .boxed();
    }

    @ParameterizedTest
    @MethodSource("boundariesOfTheStep")
    void aRunThatIsKilledInsideTheStepMakesNoKeyTwice(int boundary) {
        Plan plan = trial.plan();
        cluster.faults().killAfter(boundary);
        assertThat(trial.applyUnlessKilled(plan)).isEmpty();
        cluster.faults().pass(CrashMatrix.RESUMED_AFTER);

        assertThat(trial.apply(plan)).isInstanceOf(RunResult.Completed.class);

        assertThat(keysMade("a1", "n1", "m1")).containsExactly(1, 1, 2);
        assertThat(files("n1")).containsKeys("/etc/etcd-client/flannel-n1/v1/client.key");
        assertThat(cluster.laws().violations()).isEmpty();
    }

    @Test
    void theKeyBelongsToTheUserOfTheUnitAndTheFolderAroundIsLeftAlone() {
        HostFile others = new HostFile("somebody else's", SimulatedHost.ROOT, "644");
        files("m1", "/etc/calico/tls/other.pem", others);

        trial.applyUntil(trial.plan(), STEP);

        assertThat(host("a1").files.read("/etc/etcd-client/api1/current/client.key"))
                .get()
                .satisfies(key -> assertThat(key.owner() + " " + key.mode()).isEqualTo("kube:kube 600"));
        assertThat(host("n1").files.read("/etc/etcd-client/flannel-n1/current/client.key"))
                .get()
                .satisfies(key -> assertThat(key.owner() + " " + key.mode()).isEqualTo("root:root 600"));
        assertThat(files("m1")).doesNotContainKey("/etc/calico/tls/").containsKey("/etc/calico/tls/other.pem");
    }

    /** Nothing of it is forgotten: the consumer is named, keeps plaintext open, and is for the next plan. */
    @Test
    void aHostThatIsDownIsLeftOutAndGetsItsCertificateByTheNextPlan() {
        cluster.faults().unreachable("n1");
        Plan without = trial.plan();
        assertThat(without.notices())
                .contains("no certificate of consumer flannel-n1 is staged: host n1 was not seen; plan again when it is"
                        + " back");
        assertThat(codes(trial.apply(without))).containsExactly(ErrorCode.CENSUS_TIMED_OUT);
        assertThat(keysMade("a1", "n1", "m1")).containsExactly(1, 0, 2);

        cluster.faults().reachable("n1");
        cluster.newRun();
        Plan with = trial.plan();
        assertThat(with.steps()).anyMatch(step -> step.id().value().equals(STEP));
        assertThat(trial.apply(with)).isInstanceOf(RunResult.Completed.class);
        assertThat(keysMade("a1", "n1", "m1")).containsExactly(1, 1, 2);
        assertThat(cluster.restarts("m1")).isEqualTo(2);
    }

    @Test
    void aHostThatComesBackInTheMiddleOfARunDoesNotEndIt() {
        cluster.faults().unreachable("n1");
        Plan without = trial.plan();
        trial.applyUntil(without, "accept/m1");
        cluster.faults().reachable("n1");

        assertThat(trial.apply(without)).isInstanceOf(RunResult.Completed.class);
        assertThat(cluster.laws().violations()).isEmpty();
    }

    @Test
    void aHostThatWentAwaySinceThePlanHoldsTheRunByItsName() {
        Plan plan = trial.plan();
        cluster.faults().unreachable("n1");

        assertThat(trial.apply(plan))
                .isInstanceOfSatisfying(
                        RunResult.Stopped.class,
                        stopped -> assertThat(stopped.problems())
                                .allMatch(problem -> problem.code() == ErrorCode.HOST_UNREACHABLE)
                                .allMatch(problem -> problem.address().equals("hosts/n1")));
        assertThat(keysMade("a1", "n1", "m1")).containsExactly(0, 0, 0);

        cluster.faults().reachable("n1");
        assertThat(trial.apply(plan)).isInstanceOf(RunResult.Completed.class);
    }

    @Test
    void aHostWithoutWhatItNeedsIsToldBeforeAnythingIsPlanned() {
        cluster.faults().tools("n1", Set.of("curl"));
        cluster.faults().freeBytes("a1", 1L << 20);
        cluster.faults().clockOffset("n1", Duration.ofSeconds(45));

        assertThat(trial.look())
                .isInstanceOfSatisfying(
                        PlanResult.NotNow.class,
                        not -> assertThat(not.problems())
                                .extracting(problem -> problem.code() + " " + problem.address())
                                .containsExactlyInAnyOrder(
                                        "HOST_TOOL_MISSING hosts/n1", "DISK_SPACE hosts/a1", "CLOCK_SKEW hosts/n1"));
    }

    @Test
    void aSetThatDoesNotFitAnyMoreGetsASuccessor() {
        trial.applyUntil(trial.plan(), STEP);
        host("a1").unitUsers.put(new UnitName("kube-apiserver.service"), new ServiceUser("apiserver", "apiserver"));
        cluster.newRun();

        trial.applyUntil(trial.plan(), STEP);

        assertThat(host("a1").files.target("/etc/etcd-client/api1/current")).contains("v2");
        assertThat(host("n1").files.target("/etc/etcd-client/flannel-n1/current"))
                .contains("v1");
        assertThat(keysMade("a1", "n1", "m1")).containsExactly(2, 1, 2);
    }

    @Test
    void theWayBackRemovesWhatWasStagedAndNothingElse() {
        HostFile others = new HostFile("somebody else's", SimulatedHost.ROOT, "644");
        files("m1", "/etc/calico/tls/other.pem", others);
        trial.apply(trial.plan(), Optional.of(Phase.VERIFY));
        cluster.newRun();
        cluster.faults().clientsGoBack();

        Plan back = trial.planBack(Phase.PREFLIGHT);
        assertThat(trial.apply(back)).isInstanceOf(RunResult.Completed.class);

        assertThat(files("a1").keySet()).noneMatch(path -> path.startsWith("/etc/etcd-client/"));
        assertThat(files("m1").keySet())
                .filteredOn(path -> path.startsWith("/etc/calico"))
                .containsExactly("/etc/calico/tls/other.pem");
        assertThat(cluster.laws().violations()).isEmpty();
        cluster.newRun();
        assertThat(trial.planBack(Phase.PREFLIGHT).steps()).isEmpty();
    }

    /** Whoever still has TLS needs its key. */
    @Test
    void theWayBackToAcceptLeavesTheCertificatesOfConsumers() {
        trial.apply(trial.plan(), Optional.of(Phase.VERIFY));
        cluster.newRun();
        cluster.faults().clientsGoBack();

        trial.apply(trial.planBack(Phase.ACCEPT));

        assertThat(files("a1")).containsKey("/etc/etcd-client/api1/v1/client.key");
    }

    private List<Integer> keysMade(String... hosts) {
        return Stream.of(hosts).map(name -> host(name).keysMade).toList();
    }

    private SimulatedHost host(String name) {
        return cluster.host(new HostName(name));
    }

    private SortedMap<String, String> files(String host) {
        return host(host).files.snapshot();
    }

    private void files(String host, String path, HostFile file) {
        host(host).files.write(path, file);
    }

    private static List<ErrorCode> codes(RunResult result) {
        return switch (result) {
            case RunResult.Stopped stopped ->
                stopped.problems().stream().map(Problem::code).toList();
            case RunResult.Completed _, RunResult.Reached _ -> List.of();
        };
    }
}
