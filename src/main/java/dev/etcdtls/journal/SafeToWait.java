package dev.etcdtls.journal;

import dev.etcdtls.plan.Plan;
import dev.etcdtls.step.Disruption;
import dev.etcdtls.step.Step;
import java.util.Optional;
import java.util.Set;

/** Whether a cluster may be left as a run left it, by the run's journal, in the words for the person on duty. */
public final class SafeToWait {
    static final String AS_FOUND = "yes: nothing was changed, the cluster is as it was found";

    static final String AT_REST =
            "yes: the cluster is at a resting state and may stay so, reboots of its hosts included";

    private SafeToWait() {}

    /** One sentence that begins with yes or no. A step that disturbs, was begun and has not come to its end is a no. */
    public static String words(Plan plan, Progress progress) {
        boolean untouched = progress.states().values().stream().allMatch(state -> state == StepState.SATISFIED);
        if (untouched) {
            return AS_FOUND;
        }
        return open(plan, progress, Set.of(Disruption.ONE_MEMBER, Disruption.OUTAGE))
                .map(SafeToWait::no)
                .orElseGet(() -> open(plan, progress, Set.of(Disruption.CONSUMER))
                        .map(step ->
                                AT_REST + "; " + step.id() + " is not finished: see that " + step.what() + " works")
                        .orElse(AT_REST));
    }

    private static Optional<Step> open(Plan plan, Progress progress, Set<Disruption> kinds) {
        boolean noRedundancy = plan.baseline().members().size() <= 2;
        return plan.steps().stream()
                .filter(step -> switch (progress.state(step.id())) {
                    case STARTED, FAILED -> true;
                    case TO_DO, FINISHED, SATISFIED -> false;
                })
                .filter(step -> kinds.contains(Disruption.of(step, noRedundancy)))
                .findFirst();
    }

    private static String no(Step step) {
        return "no, not for long: " + step.id() + " is not finished, so " + step.what()
                + " may be out of service; restart no other member before it is";
    }
}
