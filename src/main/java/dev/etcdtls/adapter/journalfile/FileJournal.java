package dev.etcdtls.adapter.journalfile;

import dev.etcdtls.codec.JournalCodec;
import dev.etcdtls.journal.JournalEntry;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.Problem;
import dev.etcdtls.model.ProblemException;
import dev.etcdtls.port.JournalStore;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The journal as JSON lines in a file.
 *
 * <p>An entry counts when its line end is on the disk: {@link #append} returns after that. A last line without its end is therefore one that
 * nothing relied on; it is dropped, reported by {@link #notices}, and cut off before the next entry. Any other damage means that somebody
 * else wrote here, and is refused.
 */
public final class FileJournal implements JournalStore {
    private final Path file;
    private final List<String> notices = new ArrayList<>();

    public FileJournal(Path file) {
        this.file = file;
    }

    /** What reading found and got over, for the person on duty: a torn last line. */
    public List<String> notices() {
        return List.copyOf(notices);
    }

    @Override
    public List<JournalEntry> read() {
        if (!Files.exists(file)) {
            return List.of();
        }
        String text = text();
        int end = text.lastIndexOf('\n') + 1;
        notices.clear();
        if (end < text.length()) {
            notices.add(file + ": the last line was torn when its writer died; it is dropped");
        }
        List<JournalEntry> entries = new ArrayList<>();
        for (String line : text.substring(0, end).lines().toList()) {
            entries.add(entry(line, entries.size() + 1));
        }
        return List.copyOf(entries);
    }

    @Override
    public void append(JournalEntry entry) {
        try {
            PrivateFiles.makeFile(file);
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                append(channel, JournalCodec.write(entry) + "\n");
            }
        } catch (IOException e) {
            throw new ProblemException(
                    new Problem(
                            ErrorCode.DISK_SPACE,
                            file.toString(),
                            "the journal cannot be written (" + e.getMessage() + "), so " + consequence(entry),
                            "make room on this machine's disk, then: etcd-tls resume"),
                    e);
        }
    }

    /** A step's end comes after what the step did; every other line comes before. */
    private static String consequence(JournalEntry entry) {
        return switch (entry) {
            case JournalEntry.Finished finished -> "nothing was done after step " + finished.step() + ", which is done";
            case JournalEntry.Failed failed -> "nothing was done after step " + failed.step() + ", which failed";
            case JournalEntry.Opened _,
                    JournalEntry.Resumed _,
                    JournalEntry.Started _,
                    JournalEntry.Satisfied _,
                    JournalEntry.Held _,
                    JournalEntry.Consented _,
                    JournalEntry.Completed _ -> "nothing was done";
        };
    }

    private static void append(FileChannel channel, String line) throws IOException {
        long end = endOfLastLine(channel);
        if (end < channel.size()) {
            channel.truncate(end);
        }
        channel.position(end);
        try {
            PrivateFiles.writeAll(channel, line);
            channel.force(true);
        } catch (IOException e) {
            undo(channel, end, e);
            throw e;
        }
    }

    /** A part of a line that stayed would be dropped by the next reader anyway; this only spares it the notice. */
    private static void undo(FileChannel channel, long end, IOException reason) {
        try {
            channel.truncate(end);
        } catch (IOException e) {
            reason.addSuppressed(e);
        }
    }

    /** Looks backwards for the last line end, a block at a time: a torn line is short, a journal may be long. */
    private static long endOfLastLine(FileChannel channel) throws IOException {
        long end = channel.size();
        while (end > 0) {
            int length = (int) Math.min(4096, end);
            java.nio.ByteBuffer block = java.nio.ByteBuffer.allocate(length);
            while (block.hasRemaining() && channel.read(block, end - length + block.position()) >= 0) {
                // Until the block is full or the file ends.
                continue;
            }
            for (int i = block.position() - 1; i >= 0; i--) {
                if (block.get(i) == '\n') {
                    return end - length + i + 1;
                }
            }
            end -= length;
        }
        return 0;
    }

    private String text() {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (CharacterCodingException e) {
            throw new ProblemException(unreadable(file.toString(), "it is not UTF-8 text"), e);
        } catch (IOException e) {
            throw new ProblemException(unreadable(file.toString(), String.valueOf(e.getMessage())), e);
        }
    }

    private JournalEntry entry(String line, int number) {
        String address = file + ":" + number;
        try {
            JournalEntry entry = JournalCodec.read(line);
            if (entry instanceof JournalEntry.Opened != (number == 1)) {
                throw new ProblemException(unreadable(
                        address, number == 1 ? "it does not begin with its opening line" : "it is opened twice"));
            }
            return entry;
        } catch (IllegalArgumentException e) {
            throw new ProblemException(unreadable(address, String.valueOf(e.getMessage())), e);
        }
    }

    private static Problem unreadable(String address, String why) {
        return new Problem(
                ErrorCode.RUN_UNREADABLE,
                address,
                "the journal was damaged by something else than a crash: " + why,
                "look at the file; etcd-tls plan goes on from what the cluster is now");
    }
}
