package dev.etcdtls.lab;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for a fact, never longer than told. */
final class Deadline {
    private static final Duration PAUSE = Duration.ofMillis(150);

    private final long end;

    private Deadline(long end) {
        this.end = end;
    }

    static Deadline in(Duration limit) {
        return new Deadline(System.nanoTime() + limit.toNanos());
    }

    /** Asks again and again until the fact holds (true) or the time is over (false). */
    boolean await(BooleanSupplier fact) {
        while (!fact.getAsBoolean()) {
            if (System.nanoTime() > end) {
                return false;
            }
            pause();
        }
        return true;
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LabException("interrupted while waiting", e);
        }
    }
}
