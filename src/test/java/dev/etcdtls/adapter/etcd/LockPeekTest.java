package dev.etcdtls.adapter.etcd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.Outcome;
import dev.etcdtls.model.Problem;
import dev.etcdtls.model.RunId;
import dev.etcdtls.port.LockHolder;
import dev.etcdtls.port.Nothing;
import dev.etcdtls.port.Pacer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Asking who has the lock changes nothing: a store that is only read stands in for the cluster. */
final class LockPeekTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final RunId OURS = new RunId("c1-20261123T120000Z");

    @TempDir
    private Path folder;

    @Test
    void aFreeLockIsTakenByNobody() {
        assertThat(lock(Optional.empty()).takenByAnother(OURS)).isEmpty();
    }

    @Test
    void ourOwnLockIsNotAnothers() {
        assertThat(lock(Optional.of(OURS.value())).takenByAnother(OURS)).isEmpty();
    }

    @Test
    void anotherRunOfTheClusterIsNamed() {
        assertThat(lock(Optional.of("c1-20261123T110000Z")).takenByAnother(OURS))
                .hasValueSatisfying(problem -> {
                    assertThat(problem.code()).isEqualTo(ErrorCode.LOCKED);
                    assertThat(problem.summary()).contains("run c1-20261123T110000Z of ops@w1");
                });
    }

    @Test
    void anotherProcessOfThisMachineIsNamedAndItsFileStaysItsOwn() throws IOException {
        LockFile other = new LockFile(folder.resolve("c1.lock"));
        assertThat(other.take(new LockHolder("c1-20261123T110000Z", "ops", "w1", NOON)))
                .isEmpty();

        assertThat(lock(Optional.empty()).takenByAnother(OURS))
                .map(Problem::summary)
                .hasValueSatisfying(summary -> assertThat(summary).contains("another process on this machine"));
        other.release();
        assertThat(lock(Optional.empty()).takenByAnother(OURS)).isEmpty();
    }

    private EtcdLock lock(Optional<String> holder) {
        return new EtcdLock(
                new ReadOnly(holder.map(
                        run -> new LockStore.Entry(LockText.of(new LockHolder(run, "ops", "w1", NOON)), 1, 1))),
                new LockFile(folder.resolve("c1.lock")),
                new EtcdLock.Owner("ops", "w1"),
                new Noon());
    }

    private record ReadOnly(Optional<Entry> entry) implements LockStore {
        @Override
        public Outcome<Optional<Entry>> read() {
            return new Outcome.Done<>(entry);
        }

        @Override
        public Outcome<Long> grant(Duration life) {
            throw new AssertionError("a lease was asked for");
        }

        @Override
        public Outcome<Duration> keepAlive(long lease) {
            throw new AssertionError("a lease was renewed");
        }

        @Override
        public Outcome<Duration> remaining(long lease) {
            return new Outcome.Done<>(Duration.ofSeconds(60));
        }

        @Override
        public Outcome<Nothing> revoke(long lease) {
            throw new AssertionError("a lease was ended");
        }

        @Override
        public Outcome<Optional<Entry>> claim(long lease, String value) {
            throw new AssertionError("the key was written");
        }

        @Override
        public Outcome<Boolean> replace(Entry seen, long lease, String value) {
            throw new AssertionError("the key was replaced");
        }

        @Override
        public Outcome<Boolean> remove(Entry seen) {
            throw new AssertionError("the key was removed");
        }
    }

    private record Noon() implements Pacer {
        @Override
        public Instant now() {
            return NOON;
        }

        @Override
        public void pause(Duration duration) {
            throw new AssertionError("nothing waits here");
        }
    }
}
