package dev.etcdtls.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etcdtls.engine.RunResult;
import dev.etcdtls.inventory.ConsumerEntry;
import dev.etcdtls.inventory.Inventory;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.Problem;
import dev.etcdtls.plan.Plan;
import dev.etcdtls.plan.PlanOptions;
import dev.etcdtls.plan.PlanResult;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A host that carries only a client, {@code a1}, goes away and comes back: members do not wait for it, plaintext does. */
class ClientHostScenarioTest {
    private final Trial trial = ScenarioFolder.named("declared-consumer").untouched();
    private final SimulatedCluster cluster = trial.cluster();

    @Test
    void itHoldsNoMemberUpAndKeepsTheCensusOpen() {
        cluster.faults().unreachable("a1");
        Plan plan = trial.plan();

        assertThat(plan.notices()).anyMatch(notice -> notice.startsWith("NOT SEEN: host a1"));
        assertThat(stopped(trial.apply(plan))).extracting(Problem::code).containsExactly(ErrorCode.CENSUS_TIMED_OUT);
        assertThat(cluster.restarts("m1")).isEqualTo(1);

        cluster.faults().reachable("a1");
        assertThat(trial.apply(plan)).isInstanceOf(RunResult.Completed.class);
        assertThat(cluster.laws().violations()).isEmpty();
    }

    @Test
    void itMayGoAwayInTheMiddleOfARun() {
        Plan plan = trial.plan();
        trial.applyUntil(plan, "accept/m2");
        cluster.faults().unreachable("a1");

        trial.apply(plan);

        assertThat(cluster.restarts("m1")).isEqualTo(1);
        assertThat(cluster.laws().violations()).isEmpty();
    }

    /** Whoever may not lose the API cannot do without its host: it is one of those that are changed one at a time. */
    @Test
    void theHostOfAKubeApiserverHoldsEverything() {
        Inventory declared = trial.inventory();
        ConsumerEntry backup = declared.consumers().getFirst();
        Inventory kubernetes = new Inventory(
                declared.cluster(),
                declared.hosts(),
                declared.issuer(),
                List.of(new ConsumerEntry(
                        backup.name(),
                        ConsumerEntry.Kind.KUBE_APISERVER,
                        backup.host(),
                        backup.unit(),
                        backup.files(),
                        backup.behaviour())),
                declared.names(),
                declared.tuning());
        cluster.faults().unreachable("a1");

        PlanResult refused = new Trial(cluster, kubernetes, PlanOptions.DEFAULT).look();

        assertThat(refused)
                .isInstanceOfSatisfying(
                        PlanResult.NotNow.class,
                        not -> assertThat(not.problems())
                                .extracting(Problem::toString)
                                .containsExactly(
                                        "HOST_UNREACHABLE at hosts/a1: no answer on port 22; look at the simulation"));
    }

    private static List<Problem> stopped(RunResult result) {
        return switch (result) {
            case RunResult.Stopped stopped -> stopped.problems();
            case RunResult.Completed _, RunResult.Reached _ -> throw new AssertionError("it did not stop");
        };
    }
}
