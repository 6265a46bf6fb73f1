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

    record RunCompleted(Duration took) implements Event {}
}
