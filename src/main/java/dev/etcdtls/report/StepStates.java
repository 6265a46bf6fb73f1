package dev.etcdtls.report;

import dev.etcdtls.journal.Progress;
import dev.etcdtls.plan.Plan;
import dev.etcdtls.step.StepId;

/** How far each step of a plan is, in the words of a person. */
record StepStates(Plan plan, Progress progress) {
    String of(StepId step) {
        return switch (progress.state(step)) {
            case TO_DO -> "to do";
            case STARTED -> "in doubt";
            case FINISHED -> "done";
            case SATISFIED -> "was so";
            case FAILED -> "failed";
        };
    }

    long done() {
        return plan.steps().stream().filter(step -> progress.isDone(step.id())).count();
    }
}
