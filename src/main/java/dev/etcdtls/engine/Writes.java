package dev.etcdtls.engine;

import dev.etcdtls.model.Problem;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Writes that prove, while the run goes on, that none is lost. */
interface Writes {
    /** Before a step that takes a member out of service: many writes from here on. */
    void disturbing();

    /** After its gate: few writes again. */
    void quiet();

    /** Budgets that are spent: lost, failed, stalled for too long. */
    List<Problem> problems();

    SortedMap<String, String> figures();

    /** Reads everything back from every member, removes the keys, stops. */
    List<Problem> finish();

    /** No writes: for a cluster that must not be written to. */
    Writes NONE = new Writes() {
        @Override
        public void disturbing() {}

        @Override
        public void quiet() {}

        @Override
        public List<Problem> problems() {
            return List.of();
        }

        @Override
        public SortedMap<String, String> figures() {
            return new TreeMap<>();
        }

        @Override
        public List<Problem> finish() {
            return List.of();
        }
    };
}
