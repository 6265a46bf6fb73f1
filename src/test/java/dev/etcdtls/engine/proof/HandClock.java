package dev.etcdtls.engine.proof;

import dev.etcdtls.port.Pacer;
import java.time.Duration;
import java.time.Instant;

/** A clock that a test moves by hand; a pause moves it too. */
public final class HandClock implements Pacer {
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    @Override
    public synchronized Instant now() {
        return now;
    }

    @Override
    public synchronized void pause(Duration duration) {
        now = now.plus(duration);
    }
}
