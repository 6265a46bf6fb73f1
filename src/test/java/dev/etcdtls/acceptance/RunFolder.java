package dev.etcdtls.acceptance;

import dev.etcdtls.codec.JournalCodec;
import dev.etcdtls.journal.JournalEntry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The only run of a folder of runs, as the files show it now. */
record RunFolder(Path runs) {
    /** There is none yet. */
    boolean isEmpty() {
        return path().isEmpty();
    }

    /** Its name; only when there is one. */
    String name() {
        return path().orElseThrow().getFileName().toString();
    }

    /** The whole lines of its journal. */
    List<JournalEntry> journal() {
        try {
            return Files.readAllLines(path().orElseThrow().resolve("journal.jsonl")).stream()
                    .filter(line -> line.endsWith("}"))
                    .map(JournalCodec::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The last line of its journal; empty when there is no run. */
    Optional<JournalEntry> lastEntry() {
        return isEmpty() ? Optional.empty() : journal().stream().reduce((_, last) -> last);
    }

    /** Where it lies; empty when there is none yet. */
    Optional<Path> path() {
        if (!Files.isDirectory(runs)) {
            return Optional.empty();
        }
        try (Stream<Path> all = Files.list(runs)) {
            return all.filter(Files::isDirectory).findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
