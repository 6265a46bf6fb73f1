package dev.etcdtls.adapter.ssh;

import dev.etcdtls.port.Pacer;
import java.time.Duration;
import java.time.Instant;

/** The machine's own clock. */
final class RealTime implements Pacer {
    @Override
    public Instant now() {
        return Instant.now();
    }

    @Override
    public void pause(Duration duration) throws InterruptedException {
        Thread.sleep(duration);
    }
}
