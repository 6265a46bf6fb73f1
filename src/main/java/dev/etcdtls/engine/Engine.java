package dev.etcdtls.engine;

import dev.etcdtls.engine.action.Equipment;
import dev.etcdtls.engine.action.Vigil;
import dev.etcdtls.engine.observe.Interrupted;
import dev.etcdtls.event.Event;
import dev.etcdtls.journal.JournalEntry;
import dev.etcdtls.journal.Progress;
import dev.etcdtls.journal.Progress.Resumption;
import dev.etcdtls.journal.SafeToWait;
import dev.etcdtls.journal.StepState;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.Problem;
import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.port.World;
import dev.etcdtls.step.Disruption;
import dev.etcdtls.step.Phase;
import dev.etcdtls.step.Step;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Carries out a plan, step by step, in its order. For each step that is still to do:
 *
 * <ol>
 *   <li>Somebody who asked to pause or to end is heard: between two steps the cluster is at a resting state.
 *   <li>The gate: a person is asked where the mode or the phase demands it.
 *   <li>The writer's figures are within their budget; before a disturbing step there have been many writes for a while, and none waits
 *       for long.
 *   <li>Look at everything, and ask the guard. When it says to hold: journal Held, stop, report.
 *   <li>Already as the step wants it: journal Satisfied, next step.
 *   <li>The lock must be held.
 *   <li>Journal Started, on disk before the first effect, the guard's look at most 2 s old.
 *   <li>The action of the step's kind; every part of it looks first whether it is done already.
 *   <li>Look until the postcondition holds, or its deadline passes.
 *   <li>Journal Finished with the evidence, or Failed with the problem, and then stop.
 * </ol>
 *
 * <p>Properties: a step that was started and has no end is in doubt, is never taken for satisfied, and does again only what is missing. An
 * interrupt leaves the step in doubt. The loop knows no kind of step.
 */
final class Engine {
    private final Equipment equipment;
    private final World world;
    private final RunOptions options;
    private final Writes writes;
    private final Gatekeeper gatekeeper;
    private final StepRunner runner;

    Engine(Equipment equipment, RunOptions options, Gatekeeper gatekeeper, Writes writes) {
        this.equipment = equipment;
        this.world = equipment.world();
        this.options = options;
        this.writes = writes;
        this.gatekeeper = gatekeeper;
        this.runner = new StepRunner(equipment);
    }

    /** Carries out what is still to do. Completed means that every step is done; the journal's last line is the caller's. */
    RunResult run(Agenda agenda) {
        return carryOut(equipment.plan().steps(), agenda).orElseGet(() -> new RunResult.Completed(new TreeMap<>()));
    }

    /** Carries out only what was begun before and not ended, so that the cluster is at a resting state again. Empty when it is. */
    Optional<RunResult> settle(Agenda agenda, ClusterObservation seen) {
        return carryOut(agenda.toSettle(seen), agenda);
    }

    /** Renews what finished steps gave and what has gone away since; nothing on the cluster is changed by that. */
    Optional<RunResult> renew(Agenda agenda) {
        return again(agenda, step -> agenda.resumption(step) == Resumption.SKIP);
    }

    /**
     * Does beforehand what the tool needs to be heard at all: where members speak nothing but TLS, not even the lock can be had without its
     * own certificate. Nothing on the cluster is changed by that.
     */
    Optional<RunResult> introduce(Agenda agenda) {
        return again(agenda, _ -> true);
    }

    /** What was begun for the tool itself ends here too: other steps may come before it in the plan, and one at a time is begun. */
    private Optional<RunResult> again(Agenda agenda, Predicate<Step> wanted) {
        for (Step step : equipment.plan().steps()) {
            boolean begun = runner.isForTool(step) && agenda.resumption(step) == Resumption.DO_WHAT_IS_MISSING;
            if (begun || runner.isSpent(step) && wanted.test(step)) {
                StepEnd end = runner.renew(
                        step, number(step), equipment.plan().steps().size());
                if (end instanceof StepEnd.Broken(List<Problem> problems)) {
                    return Optional.of(stopped(step, problems));
                }
            }
        }
        return Optional.empty();
    }

    /** Empty when all steps are done. */
    private Optional<RunResult> carryOut(List<Step> steps, Agenda agenda) {
        Optional<Phase> phase = Optional.empty();
        for (Step step : steps) {
            if (!runner.isToDo(step, agenda.resumption(step))) {
                continue;
            }
            if (options.until().filter(last -> step.phase().compareTo(last) > 0).isPresent()) {
                return options.until().map(last -> new RunResult.Reached(last, new TreeMap<>()));
            }
            List<Step> rest = steps.stream()
                    .filter(other -> other.phase() == step.phase())
                    .filter(other -> runner.isToDo(other, agenda.resumption(other)))
                    .toList();
            if (!phase.equals(Optional.of(step.phase()))) {
                phase = Optional.of(step.phase());
                world.run().events().tell(new Event.PhaseEntered(step.phase(), rest.size()));
            }
            Optional<RunResult> stopped = one(step, rest, agenda);
            if (stopped.isPresent()) {
                return stopped;
            }
        }
        return Optional.empty();
    }

    private Optional<RunResult> one(Step step, List<Step> ofPhase, Agenda agenda) {
        boolean disturbs = disruption(step) != Disruption.NONE;
        List<Problem> no = admit(step, ofPhase, disturbs);
        if (!no.isEmpty()) {
            world.run().journal().append(new JournalEntry.Held(world.pacer().now(), step.id(), no));
            return Optional.of(stopped(step, no));
        }
        StepEnd end = carriedOut(step, agenda.resumption(step));
        if (disturbs) {
            writes.quiet();
            tellFigures(step);
        }
        return switch (end) {
            case StepEnd.Done() -> Optional.empty();
            case StepEnd.NotBegun(List<Problem> problems) -> Optional.of(stopped(step, problems));
            case StepEnd.Broken(List<Problem> problems) -> Optional.of(stopped(step, problems));
        };
    }

    /** Why the step may not begin; empty when it may. */
    private List<Problem> admit(Step step, List<Step> ofPhase, boolean disturbs) {
        Vigil vigil = equipment.vigil(this::keepUp);
        ErrorBudget budget = new ErrorBudget(equipment, writes, vigil);
        List<Problem> no = vigil.rest(step);
        if (no.isEmpty()) {
            no = budget.admit(step);
        }
        if (no.isEmpty()) {
            no = gatekeeper.admit(step, ofPhase, vigil);
        }
        while (no.isEmpty()) {
            if (disturbs) {
                writes.disturbing();
                no = budget.calm(step);
            }
            // The question and the first writes took their time.
            if (no.isEmpty() && !equipment.restAsked()) {
                return budget.admit(step);
            }
            writes.quiet();
            if (no.isEmpty()) {
                no = vigil.rest(step);
            }
        }
        return no;
    }

    /** In a long wait: gets again what finished steps gave to the tool and what has gone away since. Gives what could not be had. */
    private List<Problem> keepUp() {
        Progress now = Progress.of(world.run().journal().read());
        for (Step step : equipment.plan().steps()) {
            boolean wasDone = now.state(step.id()) != StepState.TO_DO;
            if (wasDone
                    && runner.isSpent(step)
                    && runner.renew(step, number(step), equipment.plan().steps().size())
                            instanceof StepEnd.Broken(List<Problem> problems)) {
                return problems;
            }
        }
        return List.of();
    }

    private StepEnd carriedOut(Step step, Resumption resumption) {
        try {
            return runner.run(
                    step, resumption, number(step), equipment.plan().steps().size());
        } catch (Interrupted _) {
            Thread.currentThread().interrupt();
            return new StepEnd.Broken(List.of(interrupted(step)));
        }
    }

    private void tellFigures(Step step) {
        String figures = writes.figures().entrySet().stream()
                .map(figure -> figure.getKey() + " " + figure.getValue())
                .collect(Collectors.joining(", "));
        if (!figures.isEmpty()) {
            equipment.tell(step, "writes so far: " + figures);
        }
    }

    private int number(Step step) {
        return equipment.plan().steps().indexOf(step) + 1;
    }

    private Disruption disruption(Step step) {
        return Disruption.of(step, equipment.plan().baseline().members().size() <= 2);
    }

    private RunResult stopped(Step step, List<Problem> problems) {
        world.run().events().tell(new Event.RunStopped(step.id(), problems));
        return new RunResult.Stopped(
                Optional.of(step.id()),
                problems,
                SafeToWait.words(
                        equipment.plan(), Progress.of(world.run().journal().read())),
                new TreeMap<>());
    }

    private static Problem interrupted(Step step) {
        return new Problem(
                ErrorCode.OUTCOME_UNKNOWN,
                "steps/" + step.id(),
                "the run was interrupted in the middle of the step",
                "resume: it looks first what is done and does the rest");
    }
}
