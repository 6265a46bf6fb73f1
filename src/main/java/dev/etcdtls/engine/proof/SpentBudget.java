package dev.etcdtls.engine.proof;

import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What of a writer's figures a run must stop for, and what slows it down. */
final class SpentBudget {
    private SpentBudget() {}

    /**
     * Why a run must stop; empty when it need not.
     *
     * @param failed operations that are not forgiven
     * @param stall the longest one that is not forgiven
     * @param allMade whether all the writes are made that a run may make
     */
    static List<Problem> problems(
            ProofFigures now, int failed, Duration stall, boolean allMade, ProofSettings settings) {
        List<Problem> problems = new ArrayList<>();
        if (now.lost() > 0) {
            problems.add(new Problem(
                    ErrorCode.WRITE_LOST,
                    "cluster",
                    now.lost() + " acknowledged writes are missing from a member's store",
                    "change nothing more; compare the members' data, and keep the snapshot of this run"));
        }
        if (failed > 0) {
            problems.add(spent(
                    failed + " of " + (now.acknowledged() + now.failed())
                            + " proof writes were acknowledged by none of two members",
                    "see that every member serves, then resume"));
        }
        if (allMade) {
            problems.add(spent(
                    "all of the " + settings.writes()
                            + " writes that a run may make are made, so nothing is proved any more",
                    "see what took so long, then resume; that begins to count anew"));
        }
        if (isSpent(stall, settings)) {
            problems.add(spent(
                    "a client waited " + stall.toMillis() + " ms for an acknowledgement; the budget is "
                            + settings.stallBudget().toMillis() + " ms",
                    "see that every member serves and how loaded the hosts are, then resume"));
        }
        return List.copyOf(problems);
    }

    static boolean isSpent(Duration stall, ProofSettings settings) {
        return stall.compareTo(settings.stallBudget()) > 0;
    }

    /** More than half of what the budget allows. A gap between two writes is no wait. */
    static boolean isNearlySpent(Duration stall, ProofSettings settings) {
        Duration half = settings.stallBudget().dividedBy(2);
        Duration gap = settings.interval().multipliedBy(2);
        return stall.compareTo(half.compareTo(gap) > 0 ? half : gap) > 0;
    }

    private static Problem spent(String summary, String next) {
        return new Problem(ErrorCode.ERROR_BUDGET_SPENT, "cluster", summary, next);
    }
}
