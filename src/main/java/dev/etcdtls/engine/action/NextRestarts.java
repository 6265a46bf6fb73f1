package dev.etcdtls.engine.action;

import dev.etcdtls.model.MemberId;
import dev.etcdtls.plan.Plan;
import dev.etcdtls.step.Step;
import java.util.List;

/** When each member will restart next by the plan: who has it behind him, or longest before him, is the one to lead meanwhile. */
record NextRestarts(List<Step> ahead) {
    NextRestarts {
        ahead = List.copyOf(ahead);
    }

    /** The steps of a plan that come after one of them. */
    static NextRestarts after(Plan plan, Step step) {
        int at = plan.steps().indexOf(step);
        return new NextRestarts(plan.steps().subList(at + 1, plan.steps().size()));
    }

    /** How many steps lie before the member's next restart; more than there are when it has none. */
    int distance(MemberId member) {
        for (int steps = 0; steps < ahead.size(); steps++) {
            boolean restarts = OwnChanges.restart(ahead.get(steps))
                    .anyMatch(restart -> restart.target().id().equals(member)
                            && !restart.edit().set().isEmpty());
            if (restarts) {
                return steps;
            }
        }
        return ahead.size();
    }
}
