package dev.etcdtls.engine.action;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.plan.ObservedClusters;
import dev.etcdtls.plan.ObservedPlans;
import dev.etcdtls.step.Step;
import dev.etcdtls.step.Target;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Leadership goes to the member that the plan restarts last, or not at all: each move that is saved is a stall that nobody has. */
class LeaderMoveTest {
    @ParameterizedTest(name = "{1} of {0} with m{2} leading: {3}")
    @CsvSource({
        // The plan restarts m1, m2, m3 in accept and again in enforce, because m3 leads when it is made.
        "3, accept/m3, 3, m2",
        "3, enforce/m1, 1, m3",
        "3, enforce/m2, 2, m1",
        "3, enforce/m3, 3, m1",
        "5, accept/m5, 5, m4",
        "5, enforce/m4, 4, m1",
    })
    void theSuccessorIsTheOneWhoseNextRestartIsFurthest(int members, String id, int leader, String successor) {
        ClusterObservation start = ObservedClusters.plaintext(members, "3.5.16", members);
        ObservedPlans plans = ObservedPlans.of(start);
        Step step = plans.step(id);

        assertThat(LeaderMove.successor(
                                target(step),
                                ObservedClusters.plaintext(members, "3.5.16", leader),
                                NextRestarts.after(plans.plan(), step))
                        .name())
                .hasToString(successor);
    }

    private static Target target(Step step) {
        return OwnChanges.restart(step).findFirst().orElseThrow().target();
    }
}
