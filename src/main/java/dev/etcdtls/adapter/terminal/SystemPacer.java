package dev.etcdtls.adapter.terminal;

import dev.etcdtls.port.Pacer;
import java.time.Duration;
import java.time.Instant;

/** The machine's own clock. */
public final class SystemPacer implements Pacer {
    @Override
    public Instant now() {
        return Instant.now();
    }

    @Override
    public void pause(Duration duration) throws InterruptedException {
        Thread.sleep(duration);
    }
}
