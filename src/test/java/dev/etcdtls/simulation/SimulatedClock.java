package dev.etcdtls.simulation;

import dev.etcdtls.model.HostName;
import dev.etcdtls.port.Pacer;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Virtual time. A pause of the thread that made the cluster moves the clock. Any other thread that pauses is a background one: it waits until
 * the clock has come to its time, so that it cannot run time away from under the run; and the pause that wakes it ends when it pauses again,
 * so that it gets its share of the time however loaded the machine is.
 */
final class SimulatedClock implements Pacer {
    static final Instant BEGIN = Instant.parse("2026-03-01T12:00:00Z");

    /** How long, in real time, a background thread waits for a clock that nobody moves before that is called a deadlock. */
    private static final Duration STUCK = Duration.ofSeconds(60);

    /** How long, in real time, a pause waits for the background: it may wait itself for something that the run holds. */
    private static final Duration SHARE = Duration.ofSeconds(1);

    private final Thread driver = Thread.currentThread();
    private final Map<HostName, Instant> watched = new HashMap<>();
    /** Until when each background thread pauses. */
    private final Map<Thread, Instant> background = new HashMap<>();

    private Instant now = BEGIN;
    private Instant paused = BEGIN;

    @Override
    public synchronized Instant now() {
        return now;
    }

    @Override
    public synchronized void pause(Duration duration) throws InterruptedException {
        Instant end = now.plus(duration);
        if (Thread.currentThread().equals(driver)) {
            if (Thread.interrupted()) {
                throw new InterruptedException("interrupted before the pause");
            }
            advanceTo(end);
            paused = now;
            awaitBackground();
            return;
        }
        background.put(Thread.currentThread(), end);
        notifyAll();
        long giveUp = System.nanoTime() + STUCK.toNanos();
        while (now.isBefore(end)) {
            wait(100);
            if (System.nanoTime() > giveUp) {
                throw new IllegalStateException("nobody moves the clock, and a background thread waits for " + end);
            }
        }
    }

    private void awaitBackground() throws InterruptedException {
        long giveUp = System.nanoTime() + SHARE.toNanos();
        while (isBackgroundAtWork() && System.nanoTime() < giveUp) {
            wait(1);
        }
    }

    private boolean isBackgroundAtWork() {
        background.keySet().removeIf(thread -> !thread.isAlive());
        return background.values().stream().anyMatch(end -> !end.isAfter(now));
    }

    /** Moves time from outside, as if somebody had waited. */
    synchronized void advance(Duration duration) {
        advanceTo(now.plus(duration));
        paused = now;
    }

    /**
     * The time that a watch of a host takes. Hosts that are watched side by side share it: the window begins where the host's last one
     * ended, or at the last pause.
     *
     * @return when the window began
     */
    synchronized Instant watch(HostName host, Duration window) {
        Instant last = watched.getOrDefault(host, paused);
        Instant begin = last.isBefore(paused) ? paused : last;
        watched.put(host, begin.plus(window));
        advanceTo(begin.plus(window));
        return begin;
    }

    private void advanceTo(Instant end) {
        if (end.isAfter(now)) {
            now = end;
            notifyAll();
        }
    }
}
