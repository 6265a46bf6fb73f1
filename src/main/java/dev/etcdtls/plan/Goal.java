package dev.etcdtls.plan;

import dev.etcdtls.step.Phase;

/** What a plan is for. */
public sealed interface Goal {
    record MutualTls() implements Goal {}

    record RestingState(Phase after) implements Goal {}

    record RenewedLeaves() implements Goal {}

    record RotatedCa() implements Goal {}

    record IssuerReady() implements Goal {}
}
