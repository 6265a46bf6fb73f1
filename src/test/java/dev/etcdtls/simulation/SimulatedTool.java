package dev.etcdtls.simulation;

import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.Outcome;
import dev.etcdtls.model.Problem;
import dev.etcdtls.model.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One process of the tool. Everything that it changes, and every line that it adds to the journal, is a boundary: it may be killed before
 * or after each of them, and from then on no call of it comes through.
 */
public final class SimulatedTool {
    private final SimulatedCluster cluster;
    private final Fate fate;
    private final List<String> boundaries = new ArrayList<>();
    private boolean killed;
    private boolean requestWasLost;
    private boolean diskIsFull;

    /** What becomes of a tool at one of its boundaries. */
    enum Disturbance {
        NONE,
        KILLED_BEFORE,
        KILLED_AFTER,
        /** The effect happens, and the tool is not told. */
        ANSWER_LOST,
        /** The effect does not happen, and the tool is not told. */
        REQUEST_LOST,
        /** From this line of the journal on none can be written. */
        DISK_FULL
    }

    /** What will become of a tool, and at which boundary, from 1. */
    record Fate(Disturbance disturbance, int boundary) {
        static final Fate LIVES = new Fate(Disturbance.NONE, 0);

        boolean is(Disturbance what, int number) {
            return disturbance == what && boundary == number;
        }
    }

    SimulatedTool(SimulatedCluster cluster, Fate fate) {
        this.cluster = cluster;
        this.fate = fate;
    }

    /** What it changed and journalled, in order, as far as it came. */
    public List<String> boundaries() {
        synchronized (cluster) {
            return List.copyOf(boundaries);
        }
    }

    public boolean isKilled() {
        synchronized (cluster) {
            return killed;
        }
    }

    /** Looks at the world. */
    <T> T look(Supplier<T> look) {
        synchronized (cluster) {
            alive();
            cluster.network.settle();
            cluster.timePasses();
            return look.get();
        }
    }

    /** Changes the world; a change that was refused is none. */
    <T> Outcome<T> change(String what, Supplier<Outcome<T>> change) {
        synchronized (cluster) {
            alive();
            cluster.network.settle();
            cluster.timePasses();
            int number = boundaries.size() + 1;
            dieIf(fate.is(Disturbance.KILLED_BEFORE, number), "before '" + what + "'");
            if (fate.is(Disturbance.REQUEST_LOST, number) && !requestWasLost) {
                requestWasLost = true;
                return new Outcome.Unknown<>(lost(what));
            }
            Outcome<T> outcome = change.get();
            cluster.network.settle();
            if (!outcome.isDone()) {
                return outcome;
            }
            boundaries.add(what);
            cluster.effects.add(what);
            cluster.laws.afterEffect(what);
            if (diskIsFull) {
                cluster.laws.withoutJournal(what);
            }
            happens(number);
            dieIf(fate.is(Disturbance.KILLED_AFTER, number), "after '" + what + "'");
            return fate.is(Disturbance.ANSWER_LOST, number) ? new Outcome.Unknown<>(lost(what)) : outcome;
        }
    }

    /** Writes to the run's own files: a boundary, and no effect on the cluster. */
    void record(String what, Runnable write) {
        synchronized (cluster) {
            alive();
            int number = boundaries.size() + 1;
            dieIf(fate.is(Disturbance.KILLED_BEFORE, number), "before '" + what + "'");
            diskIsFull = diskIsFull || fate.is(Disturbance.DISK_FULL, number);
            if (diskIsFull) {
                throw new ProblemException(Trouble.of(ErrorCode.DISK_SPACE, "run", "no space left for " + what));
            }
            write.run();
            boundaries.add(what);
            happens(number);
            dieIf(fate.is(Disturbance.KILLED_AFTER, number), "after '" + what + "'");
        }
    }

    /** A step is said to have ended. */
    void ended(String step) {
        synchronized (cluster) {
            cluster.laws.finished(step);
        }
    }

    /** A person is asked. */
    void asked() {
        synchronized (cluster) {
            cluster.laws.asked();
        }
    }

    private void alive() {
        if (killed) {
            throw new Killed("earlier");
        }
    }

    /** Once only: the tools that resume have boundaries of the same numbers. */
    private void happens(int number) {
        Runnable event = cluster.events.remove(number);
        if (event != null) {
            event.run();
        }
    }

    private void dieIf(boolean dies, String where) {
        if (dies) {
            killed = true;
            throw new Killed(where);
        }
    }

    private static Problem lost(String what) {
        return Trouble.of(ErrorCode.OUTCOME_UNKNOWN, "link", "the answer to '" + what + "' was lost");
    }

    /** An outcome out of a reason that speaks against it. */
    static <T> Outcome<T> unless(Optional<Problem> reason, Supplier<T> done) {
        return reason.<Outcome<T>>map(Outcome.Refused::new).orElseGet(() -> new Outcome.Done<>(done.get()));
    }
}
