package dev.etcdtls.engine.action;

import dev.etcdtls.model.Problem;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What became of a step's action. */
public sealed interface Performed {
    /** Every part is done, by what was read back. */
    record Done(SortedMap<String, String> evidence) implements Performed {
        public Done {
            evidence = Collections.unmodifiableSortedMap(new TreeMap<>(evidence));
        }
    }

    /** A part could not be done; parts before it may be. Doing the step again does what is missing. */
    record Failed(List<Problem> problems) implements Performed {
        public Failed {
            problems = List.copyOf(problems);
        }
    }
}
