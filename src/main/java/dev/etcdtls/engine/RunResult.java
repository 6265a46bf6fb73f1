package dev.etcdtls.engine;

import dev.etcdtls.model.Problem;
import dev.etcdtls.model.Severity;
import dev.etcdtls.step.Phase;
import dev.etcdtls.step.StepId;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** How a run ended. */
public sealed interface RunResult {
    /** What was measured while it ran, by name: writes acknowledged, failed, ambiguous, lost, longest stall. */
    SortedMap<String, String> figures();

    /** Every step of the plan is done. */
    record Completed(SortedMap<String, String> figures) implements RunResult {
        public Completed {
            figures = Collections.unmodifiableSortedMap(new TreeMap<>(figures));
        }
    }

    /** Every step up to the end of the phase that was asked for is done; the cluster is at a resting state. */
    record Reached(Phase until, SortedMap<String, String> figures) implements RunResult {
        public Reached {
            figures = Collections.unmodifiableSortedMap(new TreeMap<>(figures));
        }
    }

    /**
     * It stopped.
     *
     * @param step before or in which it stopped; empty when no step was reached
     * @param problems why; the first decides the exit code unless one of them is a failure
     * @param safeToWait one sentence for the person on duty: may the cluster stay as it is
     */
    record Stopped(Optional<StepId> step, List<Problem> problems, String safeToWait, SortedMap<String, String> figures)
            implements RunResult {
        public Stopped {
            problems = List.copyOf(problems);
            if (problems.isEmpty()) {
                throw new IllegalArgumentException("a run that stopped has a reason");
            }
            figures = Collections.unmodifiableSortedMap(new TreeMap<>(figures));
        }

        /** With more reasons, if they are not among its own. */
        Stopped and(List<Problem> more) {
            List<Problem> all =
                    Stream.concat(problems.stream(), more.stream()).distinct().toList();
            return new Stopped(step, all, safeToWait, figures);
        }

        public Severity severity() {
            boolean failed =
                    problems.stream().anyMatch(problem -> problem.code().severity() == Severity.FAILED);
            return failed ? Severity.FAILED : problems.getFirst().code().severity();
        }
    }

    /** The same end with what was measured. */
    default RunResult with(SortedMap<String, String> measured) {
        return switch (this) {
            case Completed _ -> new Completed(measured);
            case Reached(Phase until, SortedMap<String, String> _) -> new Reached(until, measured);
            case Stopped(
                    Optional<StepId> step,
                    List<Problem> problems,
                    String safeToWait,
                    SortedMap<String, String> _) -> new Stopped(step, problems, safeToWait, measured);
        };
    }

    /** The exit code of the command. */
    default int exitCode() {
        return switch (this) {
            case Completed _, Reached _ -> 0;
            case Stopped stopped -> stopped.severity().exitCode();
        };
    }
}
