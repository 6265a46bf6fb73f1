package dev.etcdtls.adapter.journalfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.etcdtls.model.ProblemException;
import dev.etcdtls.port.RunControl.Wish;
import dev.etcdtls.port.Worker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunDeskTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final Worker ADA = new Worker("one", 4711, "ada", "adasbox", NOON);
    private static final Worker BOB = new Worker("two", 4712, "bob", "bobsbox", NOON);

    @TempDir
    Path folder;

    @Test
    void whoIsAtWorkIsSeenAndHearsWhatIsAsked() {
        try (RunDesk.Seat seat = desk().sit(ADA)) {
            assertThat(desk().atWork()).contains(ADA);
            assertThat(seat.wish()).isEqualTo(new Wish.None());

            desk().ask(ADA, NOON, new Wish.Pause("bob"));
            assertThat(seat.wish()).isEqualTo(new Wish.Pause("bob"));
            assertThat(seat.restAsked()).isTrue();

            desk().ask(ADA, NOON, new Wish.Continue("pause@1", "bob"));
            assertThat(seat.wish()).isEqualTo(new Wish.Continue("pause@1", "bob"));
            assertThat(seat.restAsked()).isFalse();
        }
        assertThat(desk().atWork()).isEmpty();
    }

    @Test
    void whatAnEarlierProcessWasAskedIsNotHeard() throws IOException {
        desk().ask(BOB, NOON, new Wish.Abort("ada"));
        try (RunDesk.Seat seat = desk().sit(ADA)) {
            assertThat(seat.wish()).isEqualTo(new Wish.None());

            desk().ask(BOB, NOON, new Wish.Abort("ada"));
            assertThat(seat.wish()).isEqualTo(new Wish.None());
        }
        assertThat(Files.exists(folder.resolve("control.json"))).isFalse();
    }

    @Test
    void aWishToEndIsNotOverwrittenByAnother() {
        try (RunDesk.Seat seat = desk().sit(ADA)) {
            desk().ask(ADA, NOON, new Wish.Abort("bob"));

            assertThatThrownBy(() -> desk().ask(ADA, NOON, new Wish.Continue("phases/enforce@1", "eve")))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageStartingWith("STOPPED_BY_PERSON at ")
                    .hasMessageContaining("asked to end, by bob");
            assertThat(seat.wish()).isEqualTo(new Wish.Abort("bob"));
        }
        try (RunDesk.Seat seat = desk().sit(BOB)) {
            desk().ask(BOB, NOON, new Wish.Pause("eve"));
            assertThat(seat.wish()).isEqualTo(new Wish.Pause("eve"));
        }
    }

    @Test
    void onlyOneProcessSitsAtADesk() {
        try (RunDesk.Seat _ = desk().sit(ADA)) {
            assertThatThrownBy(() -> desk().sit(BOB))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageStartingWith("LOCKED at ")
                    .hasMessageContaining("ada on adasbox, process 4711");
        }
        try (RunDesk.Seat seat = desk().sit(BOB)) {
            assertThat(desk().atWork()).contains(BOB);
            assertThat(seat.wish()).isEqualTo(new Wish.None());
        }
    }

    /** A folder that was copied while somebody was at work there brings his name along, and not his lock. */
    @Test
    void inACopiedFolderNobodyIsAtWork(@TempDir Path elsewhere) throws IOException {
        try (RunDesk.Seat _ = desk().sit(ADA)) {
            desk().ask(ADA, NOON, new Wish.Pause("bob"));
            for (String name : new String[] {"at-work.lock", "at-work.json", "control.json"}) {
                Files.copy(folder.resolve(name), elsewhere.resolve(name));
            }
        }

        assertThat(new RunDesk(elsewhere).atWork()).isEmpty();
        try (RunDesk.Seat seat = new RunDesk(elsewhere).sit(BOB)) {
            assertThat(seat.wish()).isEqualTo(new Wish.None());
        }
    }

    @Test
    void aDamagedRequestStopsNobody() throws IOException {
        try (RunDesk.Seat seat = desk().sit(ADA)) {
            Files.writeString(folder.resolve("control.json"), "{\"kind\":\"pau");
            assertThat(seat.wish()).isEqualTo(new Wish.None());
        }
    }

    @Test
    void lookingWritesNothingAndWhatIsWrittenIsPrivate() throws IOException {
        assertThat(desk().atWork()).isEmpty();
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }

        try (RunDesk.Seat _ = desk().sit(ADA)) {
            desk().ask(ADA, NOON, new Wish.Pause("bob"));
            try (Stream<Path> files = Files.list(folder)) {
                assertThat(files.toList())
                        .hasSize(3)
                        .allSatisfy(
                                file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                                        .isEqualTo("rw-------"));
            }
        }
    }

    private RunDesk desk() {
        return new RunDesk(folder);
    }
}
