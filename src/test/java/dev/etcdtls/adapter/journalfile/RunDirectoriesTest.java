package dev.etcdtls.adapter.journalfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.etcdtls.event.Event;
import dev.etcdtls.journal.JournalEntry;
import dev.etcdtls.model.ClusterName;
import dev.etcdtls.model.Digest;
import dev.etcdtls.model.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RunDirectoriesTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final ClusterName C1 = new ClusterName("c1");

    @TempDir
    private Path folder;

    @Test
    void theLatestRunIsTheOneThatBeganLast() {
        RunDirectories runs = runs();
        assertThat(runs.latest()).isEmpty();

        RunDirectory first = runs.create(new ClusterName("z9"), NOON);
        RunDirectory second = runs.create(C1, NOON.plusSeconds(1));
        RunDirectory sameSecond = runs.create(C1, NOON.plusSeconds(1));

        assertThat(first.id()).hasToString("z9-20261123T120000Z");
        assertThat(second.id()).hasToString("c1-20261123T120001Z");
        assertThat(runs.latest().orElseThrow().id()).isEqualTo(sameSecond.id());
        assertThat(runs.open("z9-20261123T120000Z").path()).isEqualTo(first.path());
        assertThat(runs.open(second.path().toString()).id()).isEqualTo(second.id());
        assertThatThrownBy(() -> runs.open("c1-20200101T000000Z"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("there is no run of this name");
    }

    @Test
    void aRunThatWasRefusedDoesNotStandBeforeOneThatCanBeResumed() {
        RunDirectories runs = runs();
        RunDirectory begun = runs.create(C1, NOON);
        begun.journal()
                .append(new JournalEntry.Opened(NOON, JournalEntry.FORMAT, begun.id(), Digest.of("plan"), "ops"));
        RunDirectory refused = runs.create(C1, NOON.plusSeconds(60));

        assertThat(runs.latest().orElseThrow().id()).isEqualTo(begun.id());
        assertThat(runs.open(refused.id().value()).id()).isEqualTo(refused.id());
    }

    @Test
    void onlyTheOwnerMayLook() throws IOException {
        RunDirectory run = runs().create(C1, NOON);
        run.evidence("snapshot.txt", "sha256 …");

        assertThat(mode(run.path())).isEqualTo("rwx------");
        assertThat(mode(run.path().resolve("secret"))).isEqualTo("rwx------");
        assertThat(mode(run.evidence().resolve("snapshot.txt"))).isEqualTo("rw-------");
        assertThat(run.secret("operator.key")).isEqualTo(run.secrets().resolve("operator.key"));
        assertThatThrownBy(() -> run.secret("../evidence/key")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void eventsCarryTheirTime() throws IOException {
        EventFile events = runs().create(C1, NOON).events(() -> NOON);
        events.tell(new Event.RunCompleted(Duration.ofSeconds(2)));

        assertThat(events.read()).singleElement().satisfies(told -> {
            assertThat(told.at()).isEqualTo(NOON);
            assertThat(told.event()).isEqualTo(new Event.RunCompleted(Duration.ofSeconds(2)));
        });
    }

    private RunDirectories runs() {
        return new RunDirectories(folder.resolve("runs"));
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
