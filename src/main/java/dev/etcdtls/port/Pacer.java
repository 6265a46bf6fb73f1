package dev.etcdtls.port;

import java.time.Duration;
import java.time.Instant;

/** The clock, and the only place where the tool sleeps. */
public interface Pacer {
    Instant now();

    /** Sleeps; an interrupt throws at once. */
    void pause(Duration duration) throws InterruptedException;
}
