package dev.etcdtls.lab;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** Tells a person what the lab is doing: one line each, with the seconds since the beginning. */
public final class Progress {
    private final PrintStream out;
    private final long begin = System.nanoTime();

    private Progress(PrintStream out) {
        this.out = out;
    }

    /** Lines on stderr, so that stdout stays the result. */
    public static Progress onStderr() {
        return new Progress(System.err);
    }

    void say(String line) {
        double seconds = Duration.ofNanos(System.nanoTime() - begin).toMillis() / 1000.0;
        out.println(String.format(Locale.ROOT, "lab %6.1f s  %s", seconds, line));
    }
}
