package dev.etcdtls.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etcdtls.engine.RunResult;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.Problem;
import dev.etcdtls.plan.Plan;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Somebody else changes the world while a plan is carried out: the next step is not begun, and what moved is named. */
class DriftScenarioTest {
    /**
     * @param where the fact is
     * @param what of it moved
     */
    record Meddling(String name, Consumer<Faults> how, String where, String what) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Meddling> meddlings() {
        return Stream.of(
                new Meddling(
                        "the file of a member that is done goes back",
                        faults -> faults.pending("m2", "listen-client-urls", "http://198.51.100.12:2379"),
                        "hosts/m2",
                        "etcd's configuration file has changed"),
                new Meddling(
                        "the file of a member whose turn comes later is edited",
                        faults -> faults.pending("m1", "snapshot-count", "5000"),
                        "hosts/m1",
                        "etcd's configuration file has changed"),
                new Meddling(
                        "a peer URL of another member gets a twin",
                        faults -> faults.peerUrls("m1", "http://198.51.100.11:2380", "http://198.51.100.11:2390"),
                        "members/m1",
                        "its peer URLs changed from http://198.51.100.11:2380 to "
                                + "http://198.51.100.11:2380,http://198.51.100.11:2390"),
                new Meddling(
                        "a host has another key",
                        faults -> faults.hostKey("m3", "another"),
                        "hosts/m3",
                        "the host has another SSH host key"),
                new Meddling(
                        "a member runs another version",
                        faults -> faults.version("m1", "3.5.17"),
                        "members/m1",
                        "its etcd version changed from 3.5.16 to 3.5.17"));
    }

    @ParameterizedTest
    @MethodSource("meddlings")
    void theNextStepIsNotBegunAndWhatMovedIsNamed(Meddling meddling) {
        Trial trial = Trial.of(new SimulatedCluster(3));
        SimulatedCluster cluster = trial.cluster();
        Plan plan = trial.plan();
        SimulatedCluster twin = new SimulatedCluster(3);
        Trial.of(twin).apply(plan);
        int boundary = twin.tool().boundaries().indexOf("journal Finished accept/m2") + 1;
        cluster.faults().at(boundary, () -> {
            meddling.how().accept(cluster.faults());
            // A look of two seconds ago may still be judged by.
            cluster.faults().pass(Duration.ofSeconds(3));
        });

        RunResult result = trial.apply(plan);

        assertThat(boundary).isPositive();
        assertThat(result.exitCode()).isEqualTo(6);
        assertThat(result).isInstanceOfSatisfying(RunResult.Stopped.class, stopped -> {
            assertThat(stopped.problems()).extracting(Problem::code).containsOnly(ErrorCode.WORLD_MOVED);
            assertThat(stopped.problems()).extracting(Problem::address).containsExactly(meddling.where());
            assertThat(stopped.problems()).extracting(Problem::summary).containsExactly(meddling.what());
            assertThat(stopped.step().orElseThrow().value()).isEqualTo("accept/m3");
        });
        assertThat(cluster.restarts("m3")).isZero();
        assertThat(cluster.laws().violations()).isEmpty();
    }

    @Test
    void aPlanIsGoodUntilItsEndDate() {
        Trial trial = Trial.of(new SimulatedCluster(3));
        Plan plan = trial.plan();
        trial.cluster()
                .faults()
                .pass(Duration.between(plan.header().created(), plan.header().ends())
                        .plusSeconds(1));

        RunResult result = trial.apply(plan);

        assertThat(result.exitCode()).isEqualTo(6);
        assertThat(result)
                .isInstanceOfSatisfying(
                        RunResult.Stopped.class,
                        stopped -> assertThat(stopped.problems().getFirst().summary())
                                .startsWith("the plan was only good until"));
        assertThat(trial.cluster().effects()).isEmpty();
    }

    /** What was begun in time is brought to its end: half a migration is worse than an old plan. */
    @Test
    void aRunThatWasBegunInTimeIsResumedLater() {
        Trial trial = Trial.of(new SimulatedCluster(3));
        Plan plan = trial.plan();
        trial.applyUntil(plan, "accept/m2");
        trial.cluster()
                .faults()
                .pass(Duration.between(plan.header().created(), plan.header().ends())
                        .plusSeconds(1));

        assertThat(trial.apply(plan)).isInstanceOf(RunResult.Completed.class);
    }
}
