package dev.etcdtls.plan;

import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.step.Step;
import java.util.List;

/** The end state is proved, on every member. */
final class VerifyPhase {
    private VerifyPhase() {}

    static List<Step> steps(Situation situation, ClusterObservation end) {
        return List.of(new Step.VerifyEndState(Targets.all(situation, end)));
    }
}
