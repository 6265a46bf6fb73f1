package dev.etcdtls.port;

import dev.etcdtls.journal.JournalEntry;
import java.util.List;

/** The append-only journal of a run. */
public interface JournalStore {
    /** All entries. A torn last line is dropped and reported; other damage is a {@code ProblemException}. */
    List<JournalEntry> read();

    /** Appends and syncs to disk before it returns; throws when it cannot, and then nothing may be done. */
    void append(JournalEntry entry);
}
