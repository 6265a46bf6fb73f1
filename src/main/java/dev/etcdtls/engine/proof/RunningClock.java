package dev.etcdtls.engine.proof;

import dev.etcdtls.port.Pacer;
import java.time.Duration;
import java.time.Instant;

/**
 * A clock that does not run while this very process stands still (an overloaded machine, a collection of garbage): what a client of the
 * cluster would not have waited for is no stall of the cluster. A thread that should wake every 50 ms measures how late it wakes; until it
 * has begun, the clock is the one behind it.
 */
public final class RunningClock implements Pacer, AutoCloseable {
    private static final Duration TICK = Duration.ofMillis(50);
    /** What a healthy machine may be late. */
    private static final Duration TOLERANCE = Duration.ofMillis(20);

    private final Pacer clock;
    private final Thread ticking;
    private Instant lastTick;
    private Duration stoodStill = Duration.ZERO;
    private boolean beats;

    public RunningClock(Pacer clock) {
        this.clock = clock;
        this.lastTick = clock.now();
        this.ticking = Thread.ofPlatform().daemon().name("running-clock").unstarted(this::tickAgainAndAgain);
    }

    public RunningClock start() {
        ticking.start();
        return this;
    }

    /** How long the process stood still since the clock began. */
    public synchronized Duration stoodStill() {
        return stoodStill.plus(late(clock.now()));
    }

    @Override
    public synchronized Instant now() {
        Instant now = clock.now();
        return now.minus(stoodStill).minus(late(now));
    }

    @Override
    public void pause(Duration duration) throws InterruptedException {
        clock.pause(duration);
    }

    @Override
    public void close() {
        ticking.interrupt();
    }

    /** One beat: what it comes too late is time that did not run. */
    synchronized void tick() {
        Instant now = clock.now();
        stoodStill = stoodStill.plus(late(now));
        lastTick = now;
        beats = true;
    }

    private Duration late(Instant now) {
        Duration late = Duration.between(lastTick, now).minus(TICK);
        return beats && late.compareTo(TOLERANCE) > 0 ? late : Duration.ZERO;
    }

    private void tickAgainAndAgain() {
        try {
            while (true) {
                clock.pause(TICK);
                tick();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
