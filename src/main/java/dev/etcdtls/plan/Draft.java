package dev.etcdtls.plan;

import dev.etcdtls.guard.SeatedMember;
import dev.etcdtls.model.MemberId;
import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.step.Step;
import java.util.ArrayList;
import java.util.List;

/** Steps in the making: each is planned on the state that the ones before it lead to. Lives inside one call of the planner. */
final class Draft {
    private final List<Step> steps = new ArrayList<>();
    private ClusterObservation state;

    Draft(ClusterObservation seen) {
        this.state = seen;
    }

    void add(Step step) {
        steps.add(step);
        state = Prediction.after(state, step);
    }

    /** The state after the steps so far. */
    ClusterObservation state() {
        return state;
    }

    SeatedMember member(MemberId id) {
        return SeatedMember.of(state, id).orElseThrow();
    }

    List<Step> steps() {
        return List.copyOf(steps);
    }
}
