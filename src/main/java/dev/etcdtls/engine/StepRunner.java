package dev.etcdtls.engine;

import dev.etcdtls.engine.action.Actions;
import dev.etcdtls.engine.action.Equipment;
import dev.etcdtls.engine.action.HealthOf;
import dev.etcdtls.engine.action.Judge;
import dev.etcdtls.engine.action.Judge.Judgement;
import dev.etcdtls.engine.action.Performed;
import dev.etcdtls.event.Event;
import dev.etcdtls.journal.JournalEntry;
import dev.etcdtls.journal.Progress;
import dev.etcdtls.journal.Progress.Resumption;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.Problem;
import dev.etcdtls.model.ProblemException;
import dev.etcdtls.model.Verdict;
import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.port.World;
import dev.etcdtls.step.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** Carries out one step; {@link Engine} says in which order. */
final class StepRunner {
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final int LOOKS = 3;

    private final Equipment equipment;
    private final World world;
    private final Actions actions;
    private final Judge judge;
    private Optional<ClusterObservation> lastSeen = Optional.empty();

    StepRunner(Equipment equipment) {
        this.equipment = equipment;
        this.world = equipment.world();
        this.actions = new Actions(equipment);
        this.judge = new Judge(equipment);
    }

    /** Whether the step is still to do, by the journal and by what has gone away since. */
    boolean isToDo(Step step, Resumption resumption) {
        return resumption != Resumption.SKIP || actions.isSpent(step);
    }

    /** Whether what a finished step gave has gone away since. */
    boolean isSpent(Step step) {
        return actions.isSpent(step);
    }

    /** Whether a step gets something for the tool alone, and touches no host. */
    boolean isForTool(Step step) {
        return actions.isForTool(step);
    }

    /** Does a finished step again whose result has gone away. It changes nothing on the cluster, so it needs neither guard nor lock. */
    StepEnd renew(Step step, int number, int of) {
        return perform(step, equipment.observe(), number, of);
    }

    StepEnd run(Step step, Resumption resumption, int number, int of) {
        Judgement judgement = freshJudgement(step);
        world.run().events().tell(new Event.HealthSeen(HealthOf.observation(judgement.seen(), equipment.figures())));
        List<Problem> moved = moved(judgement.seen());
        if (!moved.isEmpty()) {
            return hold(step, moved);
        }
        switch (judgement.verdict()) {
            case Verdict.Pass() -> {}
            case Verdict.Fail(List<Problem> problems) -> {
                return hold(step, problems);
            }
            case Verdict.Inconclusive(List<Problem> problems) -> {
                try {
                    equipment.goOnOrStop(step, problems);
                } catch (ProblemException e) {
                    return hold(step, e.problems());
                }
            }
        }
        if (resumption == Resumption.DO && judge.isDone(step, judgement.seen())) {
            world.run().journal().append(new JournalEntry.Satisfied(now(), step.id()));
            world.run().events().tell(new Event.StepSatisfied(step.id()));
            return new StepEnd.Done();
        }
        if (!world.etcd().lock().isHeld()) {
            return hold(step, List.of(lockLost(step)));
        }
        return perform(step, judgement.seen(), number, of);
    }

    /** What is not as the plan predicts it after the steps that are done. A plan whose world moved is not carried on. */
    private List<Problem> moved(ClusterObservation seen) {
        Progress progress = Progress.of(world.run().journal().read());
        return new Expectation(equipment.plan()).moved(progress, seen);
    }

    private StepEnd perform(Step step, ClusterObservation seen, int number, int of) {
        Instant begun = now();
        world.run().journal().append(new JournalEntry.Started(begun, step.id()));
        world.run().events().tell(new Event.StepStarted(step.id(), number, of));
        // What a step leaves no trace in is as it was seen: the next guard may judge by it while it is fresh.
        lastSeen = judge.leavesTrace(step) ? Optional.empty() : Optional.of(seen);
        return switch (actions.perform(step, seen)) {
            case Performed.Failed(List<Problem> problems) -> fail(step, problems);
            case Performed.Done(SortedMap<String, String> evidence) -> {
                if (judge.leavesTrace(step) && !isSeenDone(step)) {
                    yield fail(step, List.of(notSeen(step)));
                }
                world.run().journal().append(new JournalEntry.Finished(now(), step.id(), evidence));
                world.run().events().tell(new Event.StepFinished(step.id(), Duration.between(begun, now()), evidence));
                yield new StepEnd.Done();
            }
        };
    }

    private boolean isSeenDone(Step step) {
        return equipment
                .waiting()
                .until(LONGEST, PAUSE, () -> {
                    lastSeen = Optional.of(equipment.observe());
                    return lastSeen.filter(seen -> judge.isDone(step, seen));
                })
                .isPresent();
    }

    /** The guard's verdict on an observation that is fresh when this returns. The last look of the step before will do while it is. */
    private Judgement freshJudgement(Step step) {
        Judgement judgement =
                judge.judge(step, lastSeen.filter(equipment::isFresh).orElseGet(equipment::observe));
        for (int look = 1; look < LOOKS && !equipment.isFresh(judgement.seen()); look++) {
            judgement = judge.judge(step, equipment.observe());
        }
        return judgement;
    }

    private StepEnd hold(Step step, List<Problem> problems) {
        world.run().journal().append(new JournalEntry.Held(now(), step.id(), problems));
        return new StepEnd.NotBegun(problems);
    }

    private StepEnd fail(Step step, List<Problem> problems) {
        world.run().journal().append(new JournalEntry.Failed(now(), step.id(), problems));
        return new StepEnd.Broken(problems);
    }

    private Instant now() {
        return world.pacer().now();
    }

    private static Problem lockLost(Step step) {
        return new Problem(
                ErrorCode.LOCK_LOST,
                "steps/" + step.id(),
                "the lock on the cluster is no longer held",
                "see that no other run is at work, then resume");
    }

    private static Problem notSeen(Step step) {
        return new Problem(
                ErrorCode.STEP_FAILED,
                "steps/" + step.id(),
                "the step was carried out, and its result was not seen within " + LONGEST.toSeconds() + " s",
                "look at the host and at the member, then resume");
    }
}
