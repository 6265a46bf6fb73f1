package dev.etcdtls.report;

import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.Problem;
import java.util.List;

/** Problems for people: what, where, and what to do next, in that order. */
public final class ProblemText {
    private ProblemText() {}

    public static String of(List<Problem> problems) {
        Page page = new Page();
        for (Problem problem : problems) {
            page.item(problem.code().toString(), problem.code().toString().length() + 1, problem.summary());
            page.item("  where", 9, problem.address());
            page.item("  next", 9, problem.nextAction());
            page.item("  more", 9, runbook(problem.code()));
        }
        return page.toString();
    }

    /** The page that says more about a code. */
    public static String runbook(ErrorCode code) {
        return "runbooks/what-if/" + code + ".md";
    }
}
