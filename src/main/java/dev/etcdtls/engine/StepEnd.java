package dev.etcdtls.engine;

import dev.etcdtls.model.Problem;
import java.util.List;

/** How one step ended. */
sealed interface StepEnd {
    /** Done now, or nothing had to be done. */
    record Done() implements StepEnd {}

    /** Nothing of it was done: the cluster is where it was before. */
    record NotBegun(List<Problem> problems) implements StepEnd {}

    /** Some of it may be done. */
    record Broken(List<Problem> problems) implements StepEnd {}
}
