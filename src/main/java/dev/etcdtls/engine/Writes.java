package dev.etcdtls.engine;

import dev.etcdtls.model.Problem;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Writes that prove, while the run goes on, that none is lost. Closing them only stops them. */
interface Writes extends AutoCloseable {
    /** Before a step that takes a member out of service: many writes from here on. Returns when there have been many for a while. */
    void disturbing();

    /** After its gate: few writes again, after a while. */
    void quiet();

    /** Budgets that are spent: lost, failed, stalled for too long. */
    List<Problem> problems();

    /** Says how hard it is for clients to write now; empty when it is easy. */
    default Optional<String> strain() {
        return Optional.empty();
    }

    /** Counts the budgets anew, because a person has seen what was spent and goes on. What is lost stays lost. */
    default void forgive() {}

    SortedMap<String, String> figures();

    /** Reads everything back from every member, removes the keys, stops. Gives what was lost, or could not be read. */
    List<Problem> finish();

    @Override
    void close();

    /** No writes: for a model of a cluster, whose time is not that of its clients. */
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

        @Override
        public void close() {}
    };
}
