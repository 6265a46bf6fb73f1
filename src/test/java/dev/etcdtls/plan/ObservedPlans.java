package dev.etcdtls.plan;

import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.step.Step;
import java.util.List;

/** A plan together with the states that it leads through. Steps go by their ids. */
public record ObservedPlans(ClusterObservation start, Plan plan) {
    public static ObservedPlans of(ClusterObservation start) {
        return new ObservedPlans(start, Planning.plan(start));
    }

    public Step step(String id) {
        return plan.steps().get(index(id));
    }

    /** The state in which the step's turn comes. */
    public ClusterObservation before(String id) {
        return Planning.after(start, plan.steps().subList(0, index(id)));
    }

    /** A state that a crash inside the step leaves, by its number from 0. */
    public ClusterObservation inside(String id, int state) {
        return Prediction.states(before(id), step(id)).get(state);
    }

    private int index(String id) {
        List<String> ids = Planning.ids(plan.steps());
        if (!ids.contains(id)) {
            throw new AssertionError("no step " + id + " in " + ids);
        }
        return ids.indexOf(id);
    }
}
