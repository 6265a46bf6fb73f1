package dev.etcdtls.engine.action;

import dev.etcdtls.guard.StepDone;
import dev.etcdtls.guard.StepGuard;
import dev.etcdtls.model.Problem;
import dev.etcdtls.model.ProblemException;
import dev.etcdtls.model.Severity;
import dev.etcdtls.model.Verdict;
import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.step.Step;
import dev.etcdtls.step.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Asks the guards, for the loop and for actions alike.
 *
 * <p>A hold that passes by itself within some seconds is no hold: the last observation of a step that has just ended may find one member a
 * heartbeat behind.
 */
public final class Judge {
    private static final Duration LONGEST = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Equipment equipment;

    public Judge(Equipment equipment) {
        this.equipment = equipment;
    }

    /** What the guard says, and the observation by which it says so. */
    public record Judgement(Verdict verdict, ClusterObservation seen) {}

    /** The guard's verdict on the given observation; when it says to hold, on fresh ones for some seconds more. */
    public Judgement judge(Step step, ClusterObservation seen) {
        Verdict first = verdict(step, seen);
        if (first.problems().stream().noneMatch(problem -> problem.code().severity() == Severity.HELD)) {
            return new Judgement(first, seen);
        }
        List<Judgement> judgements = new ArrayList<>(List.of(new Judgement(first, seen)));
        equipment.waiting().pause(PAUSE);
        equipment.waiting().until(LONGEST, PAUSE, () -> {
            ClusterObservation again = equipment.observe();
            judgements.add(new Judgement(verdict(step, again), again));
            return Optional.of(judgements.getLast()).filter(now -> now.verdict() instanceof Verdict.Pass);
        });
        return judgements.getLast();
    }

    /** Asks the guard by that observation, or by a new one when it is no longer fresh. Throws when it says to hold. */
    ClusterObservation demand(Step step, ClusterObservation seen) {
        Judgement judgement = judge(step, equipment.fresh(seen));
        switch (judgement.verdict()) {
            case Verdict.Pass() -> {}
            case Verdict.Fail(List<Problem> problems) -> throw new ProblemException(problems);
            case Verdict.Inconclusive(List<Problem> problems) -> equipment.goOnOrStop(step, problems);
        }
        return judgement.seen();
    }

    /**
     * Looks and asks the guard now: what follows takes the target out of service. Leadership may have come to it since it was looked at
     * last, when another member's host went away; then it moves once more. Throws when the guard says to hold.
     */
    ClusterObservation demandToRestart(Step step, Target target) {
        ClusterObservation now = demand(step, equipment.observe());
        return demand(step, new LeaderMove(equipment).away(step, target, now));
    }

    /** Whether an observation shows that the step is done; false where only the journal knows. */
    public boolean isDone(Step step, ClusterObservation seen) {
        return StepDone.isDone(step, seen);
    }

    /** Whether an observation can show that the step is done. */
    public boolean leavesTrace(Step step) {
        return StepDone.leavesTrace(step);
    }

    private Verdict verdict(Step step, ClusterObservation seen) {
        return StepGuard.verdict(step, seen, equipment.plan().header().options().outage());
    }
}
