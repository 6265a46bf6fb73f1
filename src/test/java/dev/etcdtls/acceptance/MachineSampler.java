package dev.etcdtls.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Watches the tool's machine, ten times a second: command line and environment of every process that it may look at, and the tool's own
 * key, which a run has for a while and removes.
 */
final class MachineSampler implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Path runs;
    private final Set<String> seen = new LinkedHashSet<>();
    private final Set<String> operatorKeys = new LinkedHashSet<>();
    private final AtomicInteger rounds = new AtomicInteger();
    private final Thread thread =
            Thread.ofPlatform().daemon().name("machine-sampler").unstarted(this::watch);

    /** @param runs the folder in which runs will lie */
    MachineSampler(Path runs) {
        this.runs = runs;
    }

    void start() {
        thread.start();
    }

    int rounds() {
        return rounds.get();
    }

    /** What it saw; to be asked after its end. */
    List<String> seen() {
        synchronized (seen) {
            return new ArrayList<>(seen);
        }
    }

    /** Every {@code operator.key} that was there at some time, as PEM. */
    List<String> operatorKeys() {
        synchronized (seen) {
            return new ArrayList<>(operatorKeys);
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void watch() {
        while (!Thread.currentThread().isInterrupted()) {
            synchronized (seen) {
                processes();
                keys();
            }
            rounds.incrementAndGet();
            try {
                Thread.sleep(PAUSE);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void processes() {
        try (DirectoryStream<Path> all = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path process : all) {
                for (String what : List.of("cmdline", "environ")) {
                    text(process.resolve(what)).lines().forEach(line -> seen.add(what + " " + line));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void keys() {
        if (!Files.isDirectory(runs)) {
            return;
        }
        try (Stream<Path> all = Files.list(runs)) {
            all.map(run -> text(run.resolve("secret/operator.key")))
                    .filter(pem -> pem.endsWith("-----END PRIVATE KEY-----\n"))
                    .forEach(operatorKeys::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Empty when it is gone, or not ours to read. */
    private static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (IOException _) {
            return "";
        }
    }
}
