package dev.etcdtls.adapter.etcd;

import dev.etcdtls.port.Pacer;
import java.time.Duration;
import java.time.Instant;

/** A clock that a test moves. Its own thread's pauses move it too; others wait until they are interrupted. */
final class LeaseClock implements Pacer {
    static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    private final Thread test = Thread.currentThread();
    private volatile Instant now = BEGIN;
    private Duration period = Duration.ofDays(1);
    private Runnable task = () -> {};

    /** Does this as often, while a pause of the test goes by. */
    void every(Duration interval, Runnable what) {
        period = interval;
        task = what;
    }

    void pass(Duration duration) {
        now = now.plus(duration);
    }

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public void pause(Duration duration) throws InterruptedException {
        if (!Thread.currentThread().equals(test)) {
            Thread.sleep(Duration.ofMinutes(1));
            return;
        }
        Instant end = now.plus(duration);
        while (now.plus(period).isBefore(end)) {
            now = now.plus(period);
            task.run();
        }
        now = end;
    }
}
