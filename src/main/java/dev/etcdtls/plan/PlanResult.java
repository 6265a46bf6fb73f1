package dev.etcdtls.plan;

import dev.etcdtls.model.Problem;
import java.util.List;

/** What planning gives: a plan (possibly empty: nothing left to do), or the reasons why there is none now. */
public sealed interface PlanResult {
    record Planned(Plan plan) implements PlanResult {}

    record NotNow(List<Problem> problems) implements PlanResult {
        public NotNow {
            problems = List.copyOf(problems);
        }
    }
}
