package dev.etcdtls.adapter.journalfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.etcdtls.codec.JournalCodec;
import dev.etcdtls.journal.JournalEntry;
import dev.etcdtls.model.Digest;
import dev.etcdtls.model.ProblemException;
import dev.etcdtls.model.RunId;
import dev.etcdtls.step.StepId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FileJournalTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final JournalEntry OPENED =
            new JournalEntry.Opened(NOON, 1, new RunId("c1-20261123T120000Z"), Digest.of("plan"), "ada");
    private static final JournalEntry STARTED = new JournalEntry.Started(NOON, new StepId("accept/m1"));
    private static final JournalEntry COMPLETED = new JournalEntry.Completed(NOON);

    @TempDir
    private Path folder;

    @Test
    void givesBackWhatWasAppended() throws IOException {
        FileJournal journal = journal();
        assertThat(journal.read()).isEmpty();

        journal.append(OPENED);
        journal.append(STARTED);

        assertThat(journal().read()).containsExactly(OPENED, STARTED);
        assertThat(journal().notices()).isEmpty();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
    }

    /** Every length at which a crash can cut the last line, from its first byte to the one before its line end. */
    @Test
    void aTornLastLineIsDroppedReportedAndCutOff() throws IOException {
        String sound = JournalCodec.write(OPENED) + "\n";
        String last = JournalCodec.write(STARTED);
        for (int length = 1; length <= last.length(); length++) {
            Files.writeString(file(), sound + last.substring(0, length));
            FileJournal journal = journal();

            assertThat(journal.read()).containsExactly(OPENED);
            assertThat(journal.notices())
                    .containsExactly(file() + ": the last line was torn when its writer died; it is dropped");

            journal.append(COMPLETED);
            assertThat(journal.read()).containsExactly(OPENED, COMPLETED);
            assertThat(journal.notices()).isEmpty();
        }
    }

    @Test
    void aTornLongLineIsCutOffToo() throws IOException {
        Files.writeString(file(), JournalCodec.write(OPENED) + "\n" + "x".repeat(10_000));
        FileJournal journal = journal();
        journal.append(COMPLETED);
        assertThat(journal.read()).containsExactly(OPENED, COMPLETED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"started\" | \"begun\" | :2 | the entry has the unknown kind 'begun'",
                "accept/m1 | Accept | :2 | the entry.step: not a step id: 'Accept'",
                "\"opened\" | \"resumed\" | :1 | the entry has the unknown field",
                "\"format\":1 | \"format\":2 | :1 | the journal has format 2, and this release reads format 1",
                "2026-11-23T12 | yesterday | :1 | the entry.at: not an ISO instant",
                "\"kind\":\"started\" | \"kind\":\"completed\" | :2 | the entry has the unknown field 'step'",
                "{\"kind\":\"started\" | {{ | :2 | not JSON",
            })
    void otherDamageIsRefused(String from, String to, String line, String message) throws IOException {
        String sound = JournalCodec.write(OPENED) + "\n" + JournalCodec.write(STARTED) + "\n";
        Files.writeString(file(), sound.replace(from, to));

        assertThatThrownBy(journal()::read)
                .isInstanceOf(ProblemException.class)
                .hasMessageStartingWith("RUN_UNREADABLE at " + file() + line)
                .hasMessageContaining(message);
    }

    @Test
    void anOpeningLineElsewhereIsDamage() throws IOException {
        Files.writeString(file(), JournalCodec.write(COMPLETED) + "\n");
        assertThatThrownBy(journal()::read).hasMessageContaining("it does not begin with its opening line");

        Files.writeString(file(), (JournalCodec.write(OPENED) + "\n").repeat(2));
        assertThatThrownBy(journal()::read).hasMessageContaining("it is opened twice");
    }

    /** {@code /dev/full} answers every write with "no space left on device". */
    @Test
    void aFullDiskIsAProblemBeforeAnythingIsDone() {
        assertThatThrownBy(() -> new FileJournal(Path.of("/dev/full")).append(OPENED))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("DISK_SPACE at /dev/full: the journal cannot be written")
                .hasMessageContaining("so nothing was done");
    }

    @Test
    void aFullDiskAfterAStepDoesNotDenyTheStep() {
        JournalEntry end = new JournalEntry.Finished(COMPLETED.at(), new StepId("accept/m2"), new TreeMap<>());

        assertThatThrownBy(() -> new FileJournal(Path.of("/dev/full")).append(end))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("so nothing was done after step accept/m2, which is done");
    }

    private FileJournal journal() {
        return new FileJournal(file());
    }

    private Path file() {
        return folder.resolve("journal.jsonl");
    }
}
