package dev.etcdtls.plan;

import dev.etcdtls.step.Phase;
import dev.etcdtls.step.Step;
import java.util.List;

/** What a plan is for. */
public sealed interface Goal {
    record MutualTls() implements Goal {}

    /**
     * Back to the state that the cluster had after a phase.
     *
     * @param taken the steps that are taken back, as they were applied: the files that they wrote and the bytes before them
     */
    record RestingState(Phase after, Certificates certificates, List<Step> taken) implements Goal {
        public RestingState {
            taken = List.copyOf(taken);
        }
    }

    /** What becomes of the members' certificates when nothing uses them any more. */
    enum Certificates {
        REMOVED,
        KEPT
    }

    record RenewedLeaves() implements Goal {}

    record RotatedCa() implements Goal {}

    record IssuerReady() implements Goal {}
}
