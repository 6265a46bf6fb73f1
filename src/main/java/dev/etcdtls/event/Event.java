package dev.etcdtls.event;

import dev.etcdtls.model.Problem;
import dev.etcdtls.step.Phase;
import dev.etcdtls.step.StepId;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the engine tells while it works. Facts only; the report words them. */
public sealed interface Event {
    record PhaseEntered(Phase phase, int stepsInPhase) implements Event {}

    record StepStarted(StepId step, int number, int of) implements Event {}

    /** A part of a step, for example {@code leader moved to m2}. */
    record StepProgress(StepId step, String fact) implements Event {}

    record StepFinished(StepId step, Duration took, SortedMap<String, String> evidence) implements Event {
        public StepFinished {
            evidence = Collections.unmodifiableSortedMap(new TreeMap<>(evidence));
        }
    }

    record StepSatisfied(StepId step) implements Event {}

    /** The run stops here; nothing of this step was done, or it was finished or is in doubt as the problems say. */
    record RunStopped(StepId step, List<Problem> problems) implements Event {
        public RunStopped {
            problems = List.copyOf(problems);
        }
    }

    /** Who still speaks plaintext: one line each, in words (process, unit, host, remote). */
    record CensusTaken(List<String> plaintextClients, Duration quietFor) implements Event {
        public CensusTaken {
            plaintextClients = List.copyOf(plaintextClients);
        }
    }

    /** How the cluster was at a moment. */
    record HealthSeen(Health health) implements Event {}

    /**
     * The run rests, and waits for a person.
     *
     * @param name within this run; only an answer that gives it too ends the wait
     * @param steps that would come next; the first one is where the run rests
     * @param problems what could not be told, when that is the question
     */
    record WaitBegun(String name, WaitReason reason, List<StepId> steps, List<Problem> problems) implements Event {
        public WaitBegun {
            steps = List.copyOf(steps);
            problems = List.copyOf(problems);
        }
    }

    /** The wait is over, and how it came to that, in words. */
    record WaitEnded(String name, String how) implements Event {}

    /** What a run waits for. */
    enum WaitReason {
        /** Somebody paused it. */
        PAUSED,
        /** A yes to a phase. */
        PHASE,
        /** A yes to a step. */
        STEP,
        /** A yes to closing plaintext. */
        CLOSE_PLAINTEXT,
        /** A yes to opening plaintext again, or to taking TLS away. */
        GO_BACK,
        /** A yes to going on although something could not be told. */
        INCONCLUSIVE,
        /** A yes to going on although clients had to bear more than the budget allows. */
        OVER_BUDGET,
        /** A yes to doing a step again that a dead-man switch took back. */
        TAKEN_BACK
    }

    record RunCompleted(Duration took) implements Event {}
}
