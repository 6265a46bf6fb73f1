package dev.etcdtls.report;

import dev.etcdtls.step.Reversal;
import dev.etcdtls.step.Step;

/** How a step is taken back, in one sentence. */
final class ReversalText {
    private ReversalText() {}

    static String of(Step step) {
        return switch (Reversal.of(step)) {
            case Reversal.By(String how) -> how;
            case Reversal.ByWithConsent(String how, String reason) -> how + ". Needs a person's yes: " + reason;
            case Reversal.NothingToUndo() -> "nothing to undo";
            case Reversal.PointOfNoReturn(String reason) -> "point of no return: " + reason;
        };
    }
}
