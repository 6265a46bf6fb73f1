package dev.etcdtls.report;

import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.Problem;
import dev.etcdtls.model.Severity;
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

    private NextCommand() {}

    static String after(RunReport.Run run, List<Problem> problems) {
        if (problems.stream().map(Problem::code).anyMatch(PLAN_ANEW::contains)) {
            return "etcd-tls plan";
        }
        boolean declined = problems.stream().allMatch(problem -> problem.code().severity() == Severity.DECLINED);
        String resume = "etcd-tls resume " + run.folder();
        return declined ? resume + "   (at a terminal, or with --approve enforce)" : resume;
    }
}
