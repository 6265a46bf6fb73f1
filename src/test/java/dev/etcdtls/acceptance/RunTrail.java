package dev.etcdtls.acceptance;

import dev.etcdtls.codec.EventCodec;
import dev.etcdtls.codec.JournalCodec;
import dev.etcdtls.event.Event;
import dev.etcdtls.journal.JournalEntry;
import dev.etcdtls.step.StepId;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a run writes into its journal and its events, line by line as it comes, from the moment this object was made. */
final class RunTrail {
    static final String STARTED = "started";

    private final Path runs;
    private long journalRead;
    private long eventsRead;

    /** @param runs the folder of runs, in which there is one run or none yet */
    RunTrail(Path runs) {
        this.runs = runs;
        run().ifPresent(run -> {
            journalRead = length(run.resolve("journal.jsonl"));
            eventsRead = length(run.resolve("events.jsonl"));
        });
    }

    /** A step, and {@link #STARTED} from the journal or a fact from the events. */
    record Mark(StepId step, String word) {}

    /** What was written since the last call; never waits. */
    List<Mark> next() {
        Optional<Path> run = run();
        if (run.isEmpty()) {
            return List.of();
        }
        List<Mark> marks = new ArrayList<>();
        Lines journal = read(run.get().resolve("journal.jsonl"), journalRead);
        journalRead = journal.end();
        journal.lines().map(JournalCodec::read).forEach(entry -> {
            if (entry instanceof JournalEntry.Started started) {
                marks.add(new Mark(started.step(), STARTED));
            }
        });
        Lines events = read(run.get().resolve("events.jsonl"), eventsRead);
        eventsRead = events.end();
        events.lines().map(EventCodec::readTold).forEach(told -> {
            if (told.event() instanceof Event.StepProgress progress) {
                marks.add(new Mark(progress.step(), progress.fact()));
            }
        });
        return marks;
    }

    private Optional<Path> run() {
        return new RunFolder(runs).path();
    }

    /** Whole lines, and where the next one begins. */
    private record Lines(String text, long end) {
        Stream<String> lines() {
            return text.lines();
        }
    }

    private static Lines read(Path file, long from) {
        if (length(file) <= from) {
            return new Lines("", from);
        }
        try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "r")) {
            access.seek(from);
            byte[] bytes = new byte[Math.toIntExact(access.length() - from)];
            access.readFully(bytes);
            String text = new String(bytes, StandardCharsets.UTF_8);
            String whole = text.substring(0, text.lastIndexOf('\n') + 1);
            return new Lines(whole, from + whole.getBytes(StandardCharsets.UTF_8).length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long length(Path file) {
        return file.toFile().length();
    }
}
