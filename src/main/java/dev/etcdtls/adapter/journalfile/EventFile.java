package dev.etcdtls.adapter.journalfile;

import dev.etcdtls.codec.EventCodec;
import dev.etcdtls.event.Event;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.Problem;
import dev.etcdtls.model.ProblemException;
import dev.etcdtls.port.EventSink;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Events as JSON lines in a file, each with its time. They are told, not relied on: one that cannot be written is logged and the run goes
 * on, because the journal is the record.
 */
public final class EventFile implements EventSink {
    private static final Logger LOG = LoggerFactory.getLogger(EventFile.class);

    private final Path file;
    private final Supplier<Instant> clock;

    public EventFile(Path file, Supplier<Instant> clock) {
        this.file = file;
        this.clock = clock;
    }

    @Override
    public synchronized void tell(Event event) {
        try {
            PrivateFiles.makeFile(file);
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
                PrivateFiles.writeAll(channel, EventCodec.write(new EventCodec.Told(clock.get(), event)) + "\n");
            }
        } catch (IOException e) {
            LOG.warn("an event could not be written to {}", file, e);
        }
    }

    /** All events that can be read; a line that was torn, or that is of another release, is left out. */
    public List<EventCodec.Told> read() {
        if (!Files.exists(file)) {
            return List.of();
        }
        try {
            String text = Files.readString(file);
            return text.substring(0, text.lastIndexOf('\n') + 1)
                    .lines()
                    .flatMap(line -> told(line).stream())
                    .toList();
        } catch (IOException e) {
            throw new ProblemException(
                    new Problem(
                            ErrorCode.RUN_UNREADABLE,
                            file.toString(),
                            "the events cannot be read (" + e.getMessage() + ")",
                            "look at the file and its owner"),
                    e);
        }
    }

    private Optional<EventCodec.Told> told(String line) {
        try {
            return Optional.of(EventCodec.readTold(line));
        } catch (IllegalArgumentException e) {
            LOG.debug("a line of {} is left out", file, e);
            return Optional.empty();
        }
    }
}
