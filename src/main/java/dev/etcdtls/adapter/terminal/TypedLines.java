package dev.etcdtls.adapter.terminal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Lines that a person types, read by a thread of their own, so that a question can be withdrawn while nobody types.
 *
 * <p>Only what is typed after a question was shown answers it: an earlier line may have been meant for another. Nothing is read before the
 * first question, so that a run in the background is not stopped by its shell.
 */
final class TypedLines implements Terminal {
    private static final long PAUSE_MILLIS = 100;

    private final InputStream input;
    private final Charset charset;
    private final PrintWriter story;

    /** An empty line stands for the end of the input. */
    private final BlockingQueue<Optional<String>> lines = new LinkedBlockingQueue<>();

    private boolean reads;
    private boolean ended;

    TypedLines(InputStream input, Charset charset, PrintWriter story) {
        this.input = input;
        this.charset = charset;
        this.story = story;
    }

    @Override
    public synchronized Optional<String> ask(String text, BooleanSupplier stands) {
        forgetEarlierLines();
        if (ended) {
            return Optional.empty();
        }
        story.print(text);
        story.flush();
        if (!reads) {
            reads = true;
            Thread.ofPlatform().daemon().name("typed-lines").start(this::read);
        }
        return typed(stands);
    }

    /** Whether a line was typed that no question has heard. */
    boolean hasUnheardLine() {
        return !lines.isEmpty();
    }

    private Optional<String> typed(BooleanSupplier stands) {
        try {
            while (true) {
                Optional<String> line = lines.poll(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
                if (line != null) {
                    ended = line.isEmpty();
                    return line;
                }
                if (!stands.getAsBoolean()) {
                    story.println();
                    story.flush();
                    return Optional.empty();
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private void forgetEarlierLines() {
        if (reads) {
            ended |= lines.stream().anyMatch(Optional::isEmpty);
            lines.clear();
            return;
        }
        try {
            input.skipNBytes(input.available());
        } catch (IOException e) {
            throw new UncheckedIOException("the terminal cannot be read", e);
        }
    }

    private void read() {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(input, charset))) {
            while (true) {
                Optional<String> line = Optional.ofNullable(reader.readLine());
                lines.add(line);
                if (line.isEmpty()) {
                    return;
                }
            }
        } catch (IOException _) {
            // A terminal that is gone has nobody at it.
            lines.add(Optional.empty());
        }
    }
}
