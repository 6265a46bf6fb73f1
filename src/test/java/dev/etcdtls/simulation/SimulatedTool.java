package dev.etcdtls.simulation;

import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.Outcome;
import dev.etcdtls.model.Problem;
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

    /** What will become of a tool. Numbers count boundaries from 1; 0 is never. */
    record Fate(int killBefore, int killAfter, int loseAnswerOf, int loseRequestOf) {
        static final Fate LIVES = new Fate(0, 0, 0, 0);
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
            return look.get();
        }
    }

    /** Changes the world; a change that was refused is none. */
    <T> Outcome<T> change(String what, Supplier<Outcome<T>> change) {
        synchronized (cluster) {
            alive();
            cluster.network.settle();
            int number = boundaries.size() + 1;
            dieIf(fate.killBefore() == number, "before '" + what + "'");
            if (fate.loseRequestOf() == number && !requestWasLost) {
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
            happens(number);
            dieIf(fate.killAfter() == number, "after '" + what + "'");
            return fate.loseAnswerOf() == number ? new Outcome.Unknown<>(lost(what)) : outcome;
        }
    }

    /** Writes to the run's own files: a boundary, and no effect on the cluster. */
    void record(String what, Runnable write) {
        synchronized (cluster) {
            alive();
            int number = boundaries.size() + 1;
            dieIf(fate.killBefore() == number, "before '" + what + "'");
            write.run();
            boundaries.add(what);
            happens(number);
            dieIf(fate.killAfter() == number, "after '" + what + "'");
        }
    }

    /** A step is said to have ended. */
    void ended(String step) {
        synchronized (cluster) {
            cluster.laws.finished(step);
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
