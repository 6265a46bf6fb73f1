package dev.etcdtls.report;

import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.Problem;
import dev.etcdtls.plan.Goal;
import dev.etcdtls.plan.Plan;
import dev.etcdtls.step.Phase;
import java.util.List;
import java.util.Set;

/** The one command that comes next after a stop, to be copied as it is. */
final class NextCommand {
    /** The plan itself is not to be used any more: only a new one helps. */
    private static final Set<ErrorCode> PLAN_ANEW = Set.of(
            ErrorCode.PLAN_ALTERED,
            ErrorCode.PLAN_OTHER_CLUSTER,
            ErrorCode.PLAN_UNREADABLE,
            ErrorCode.RUN_UNREADABLE,
            ErrorCode.WORLD_MOVED,
            ErrorCode.OUTAGE_NOT_ACCEPTED,
            ErrorCode.SHORT_TTL_NOT_ACCEPTED);

    /** Where a missing yes to closing plaintext is reported. */
    private static final String CLOSING = "phases/" + Phase.ENFORCE.text();

    /** Where a missing yes to going back is reported. */
    private static final Set<String> GOING_BACK =
            Set.of("phases/" + Phase.REOPEN.text(), "phases/" + Phase.WITHDRAW.text());

    private NextCommand() {}

    static String after(RunReport.Run run, Plan plan, List<Problem> problems) {
        String access = run.access().isEmpty() ? "" : " " + run.access();
        if (problems.stream().map(Problem::code).anyMatch(PLAN_ANEW::contains)) {
            return plan.header().goal() instanceof Goal.RestingState back
                    ? "etcd-tls revert " + run.folder() + " --to "
                            + back.after().text() + access
                    : "etcd-tls plan" + access;
        }
        return "etcd-tls resume " + run.folder() + access + answer(problems);
    }

    /** How a missing yes is given; a person who said no needs no advice. */
    private static String answer(List<Problem> problems) {
        List<String> unanswered = problems.stream()
                .filter(problem -> problem.code() == ErrorCode.CONSENT_MISSING)
                .map(Problem::address)
                .toList();
        if (unanswered.isEmpty()) {
            return "";
        }
        if (unanswered.equals(List.of(CLOSING))) {
            return " --approve enforce   # or without the flag at a terminal, where it asks";
        }
        return unanswered.stream().allMatch(GOING_BACK::contains)
                ? " --approve revert   # or without the flag at a terminal, where it asks"
                : "   # at a terminal, where it asks";
    }
}
