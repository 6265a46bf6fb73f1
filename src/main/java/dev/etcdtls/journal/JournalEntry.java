package dev.etcdtls.journal;

import dev.etcdtls.model.Digest;
import dev.etcdtls.model.Problem;
import dev.etcdtls.model.RunId;
import dev.etcdtls.step.Phase;
import dev.etcdtls.step.StepId;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** One line of the journal. */
public sealed interface JournalEntry {
    /** The version of the journal's written form; it stands in line one. */
    int FORMAT = 1;

    Instant at();

    /** Line one: format version and plan digest. */
    record Opened(Instant at, int format, RunId run, Digest plan, String by) implements JournalEntry {}

    /** A command took the run up again. */
    record Resumed(Instant at, String by) implements JournalEntry {}

    /** Written and synced before the step's first effect. */
    record Started(Instant at, StepId step) implements JournalEntry {}

    /** The postcondition was observed. */
    record Finished(Instant at, StepId step, SortedMap<String, String> evidence) implements JournalEntry {
        public Finished {
            evidence = Collections.unmodifiableSortedMap(new TreeMap<>(evidence));
        }
    }

    /** Nothing had to be done: the world was already as the step wants it. */
    record Satisfied(Instant at, StepId step) implements JournalEntry {}

    record Failed(Instant at, StepId step, List<Problem> problems) implements JournalEntry {
        public Failed {
            problems = List.copyOf(problems);
        }
    }

    /** The run stopped before the step had any effect. */
    record Held(Instant at, StepId step, List<Problem> problems) implements JournalEntry {
        public Held {
            problems = List.copyOf(problems);
        }
    }

    /** A person, or an explicit flag, said yes to a phase. */
    record Consented(Instant at, Phase phase, String by) implements JournalEntry {}

    /** Every step of the plan is done. */
    record Completed(Instant at) implements JournalEntry {}
}
