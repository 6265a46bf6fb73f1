package dev.etcdtls.engine;

import dev.etcdtls.engine.action.Equipment;
import dev.etcdtls.engine.observe.Interrupted;
import dev.etcdtls.event.Event;
import dev.etcdtls.journal.Progress.Resumption;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.Problem;
import dev.etcdtls.port.World;
import dev.etcdtls.step.Disruption;
import dev.etcdtls.step.Phase;
import dev.etcdtls.step.Step;
import java.util.List;
import java.util.Optional;

/**
 * Carries out a plan, step by step, in its order. For each step that is still to do:
 *
 * <ol>
 *   <li>Somebody who asked to stop is heard: between two steps the cluster is at a resting state.
 *   <li>The gate: a person is asked where the mode or the phase demands it.
 *   <li>Look at everything, and ask the guard. When it says to hold: journal Held, stop, report.
 *   <li>Already as the step wants it: journal Satisfied, next step.
 *   <li>The lock must be held.
 *   <li>Journal Started, on disk before the first effect, the guard's look at most 2 s old.
 *   <li>The action of the step's kind; every part of it looks first whether it is done already.
 *   <li>Look until the postcondition holds, or its deadline passes.
 *   <li>Journal Finished with the evidence, or Failed with the problem, and then stop.
 *   <li>The writer's figures are within their budget, else stop.
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
        return carryOut(equipment.plan().steps(), agenda).orElseGet(() -> new RunResult.Completed(writes.figures()));
    }

    /** Carries out only what was begun before and not ended, so that the cluster is at a resting state again. Empty when it is. */
    Optional<RunResult> settle(Agenda agenda) {
        return carryOut(agenda.begun(), agenda);
    }

    /** Renews what finished steps gave and what has gone away since; nothing on the cluster is changed by that. */
    Optional<RunResult> renew(Agenda agenda) {
        for (Step step : equipment.plan().steps()) {
            if (agenda.resumption(step) == Resumption.SKIP && runner.isSpent(step)) {
                StepEnd end = runner.renew(
                        step, number(step), equipment.plan().steps().size());
                if (!(end instanceof StepEnd.Done)) {
                    return Optional.of(stopped(step, end));
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
                return options.until().map(last -> new RunResult.Reached(last, writes.figures()));
            }
            List<Step> rest = steps.stream()
                    .filter(other -> other.phase() == step.phase())
                    .filter(other -> runner.isToDo(other, agenda.resumption(other)))
                    .toList();
            if (!phase.equals(Optional.of(step.phase()))) {
                phase = Optional.of(step.phase());
                world.run().events().tell(new Event.PhaseEntered(step.phase(), rest.size()));
            }
            Optional<RunResult> stopped = one(step, rest, agenda.resumption(step));
            if (stopped.isPresent()) {
                return stopped;
            }
        }
        return Optional.empty();
    }

    private Optional<RunResult> one(Step step, List<Step> ofPhase, Resumption resumption) {
        if (options.stopAsked().getAsBoolean()) {
            return Optional.of(stopped(step, new StepEnd.NotBegun(List.of(stopAsked(step)))));
        }
        Optional<Problem> no = gatekeeper.admit(step, ofPhase);
        if (no.isPresent()) {
            return Optional.of(stopped(step, new StepEnd.NotBegun(List.of(no.get()))));
        }
        boolean disturbs = disruption(step) != Disruption.NONE;
        if (disturbs) {
            writes.disturbing();
        }
        try {
            StepEnd end = runner.run(
                    step, resumption, number(step), equipment.plan().steps().size());
            if (!(end instanceof StepEnd.Done)) {
                return Optional.of(stopped(step, end));
            }
        } catch (Interrupted _) {
            Thread.currentThread().interrupt();
            return Optional.of(stopped(step, new StepEnd.Broken(List.of(interrupted(step)))));
        }
        if (disturbs) {
            writes.quiet();
        }
        List<Problem> spent = writes.problems();
        return spent.isEmpty() ? Optional.empty() : Optional.of(stopped(step, new StepEnd.NotBegun(spent)));
    }

    private int number(Step step) {
        return equipment.plan().steps().indexOf(step) + 1;
    }

    private Disruption disruption(Step step) {
        return Disruption.of(step, equipment.plan().baseline().members().size() <= 2);
    }

    private RunResult stopped(Step step, StepEnd end) {
        List<Problem> problems = switch (end) {
            case StepEnd.Done() -> throw new IllegalArgumentException("a step that is done stops nothing");
            case StepEnd.NotBegun(List<Problem> why) -> why;
            case StepEnd.Broken(List<Problem> why) -> why;
        };
        boolean rests = end instanceof StepEnd.NotBegun || disruption(step) == Disruption.NONE;
        world.run().events().tell(new Event.RunStopped(step.id(), problems));
        return new RunResult.Stopped(
                Optional.of(step.id()), problems, rests ? Rest.SAFE : Rest.notSafe(step), writes.figures());
    }

    private static Problem stopAsked(Step step) {
        return new Problem(
                ErrorCode.STOPPED_BY_PERSON,
                "steps/" + step.id(),
                "the run was asked to stop before this step",
                "resume when it may go on");
    }

    private static Problem interrupted(Step step) {
        return new Problem(
                ErrorCode.OUTCOME_UNKNOWN,
                "steps/" + step.id(),
                "the run was interrupted in the middle of the step",
                "resume: it looks first what is done and does the rest");
    }
}
