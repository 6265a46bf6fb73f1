package dev.etcdtls.engine;

import dev.etcdtls.guard.StepDone;
import dev.etcdtls.journal.Progress;
import dev.etcdtls.journal.Progress.Resumption;
import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.plan.Plan;
import dev.etcdtls.step.Phase;
import dev.etcdtls.step.Step;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What of a plan is still to do, by the journal.
 *
 * <p>Taking a run up again makes an old census worthless while a listener is still to be closed: the clients may be others by then.
 */
final class Agenda {
    private static final Set<Phase> CLOSING = Set.of(Phase.ENFORCE, Phase.REOPEN, Phase.WITHDRAW);

    private final Plan plan;
    private final Progress progress;

    Agenda(Plan plan, Progress progress) {
        this.plan = plan;
        this.progress = progress;
    }

    Resumption resumption(Step step) {
        Resumption byJournal = progress.resumption(step.id());
        return byJournal == Resumption.SKIP && step.phase() == Phase.CENSUS && closesMore(step)
                ? Resumption.DO
                : byJournal;
    }

    /** Steps that began and leave traces, but did not end: the world is somewhere inside them. */
    List<Step> begun() {
        return plan.steps().stream()
                .filter(StepDone::leavesTrace)
                .filter(step -> switch (progress.state(step.id())) {
                    case STARTED, FAILED -> true;
                    case TO_DO, FINISHED, SATISFIED -> false;
                })
                .toList();
    }

    /**
     * What brings the cluster to a resting state again: the steps that were begun and did not end. One that has yet to take a listener away
     * comes after a census of its own: the one before it is as old as the run's last life.
     */
    List<Step> toSettle(ClusterObservation seen) {
        List<Step> begun = begun();
        return plan.steps().stream()
                .filter(step -> begun.contains(step)
                        || step.phase() == Phase.CENSUS
                                && closing(step)
                                        .anyMatch(closing ->
                                                begun.contains(closing) && StepDone.isStillToClose(closing, seen)))
                .toList();
    }

    /** Every step of which the world could show that it is done, and it is not, by the journal. */
    List<Step> tracedRest() {
        return plan.steps().stream()
                .filter(StepDone::leavesTrace)
                .filter(step -> !progress.isDone(step.id()))
                .toList();
    }

    /** The plan without the steps that are done and seen to be: what a check of the rest must walk through. */
    Plan rest() {
        List<Step> steps = plan.steps().stream()
                .filter(step -> !StepDone.leavesTrace(step) || !progress.isDone(step.id()))
                .toList();
        return new Plan(plan.header(), plan.inventory(), plan.baseline(), steps, plan.notices());
    }

    /** Whether a step for which a census was taken is still to do. */
    private boolean closesMore(Step census) {
        return closing(census).anyMatch(step -> !progress.isDone(step.id()));
    }

    /** The steps for which a census is taken: those up to the next one. */
    private Stream<Step> closing(Step census) {
        return plan.steps().stream()
                .skip(plan.steps().indexOf(census) + 1L)
                .takeWhile(step -> step.phase() != Phase.CENSUS)
                .filter(step -> CLOSING.contains(step.phase()));
    }
}
