package dev.etcdtls.cli;

import dev.etcdtls.model.Problem;
import dev.etcdtls.model.Severity;
import java.util.Comparator;
import java.util.List;

/** The exit codes of every command. */
final class ExitCode {
    static final int DONE = 0;
    static final int BUG = 1;
    static final int INPUT = Severity.INPUT.exitCode();

    /**
     * Worst first. What no waiting cures stands before what waiting cures: a wrong flag beside a member that is down is still a wrong flag,
     * and a yes that is missing beside a dead-man switch that has fired is still a question for a person.
     */
    private static final List<Severity> WORST_FIRST = List.of(
            Severity.FAILED,
            Severity.INPUT,
            Severity.LOCKED,
            Severity.MOVED,
            Severity.DECLINED,
            Severity.HELD,
            Severity.WARNING);

    private ExitCode() {}

    /** The code of the worst of the problems; {@link #DONE} when there are none or only warnings. */
    static int of(List<Problem> problems) {
        return problems.stream()
                .map(problem -> problem.code().severity())
                .min(Comparator.comparingInt(WORST_FIRST::indexOf))
                .map(Severity::exitCode)
                .orElse(DONE);
    }
}
