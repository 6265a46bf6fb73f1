package dev.etcdtls.adapter.etcd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.Outcome;
import dev.etcdtls.model.Problem;
import dev.etcdtls.model.RunId;
import dev.etcdtls.port.LockHolder;
import dev.etcdtls.port.Nothing;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EtcdLockTest {
    private static final RunId MINE = new RunId("c1-20260101T000000Z");
    private static final RunId OTHER = new RunId("c1-20260101T000007Z");

    @TempDir
    private Path folder = Path.of("");

    private final LeaseClock clock = new LeaseClock();
    private final MemoryLockStore store = new MemoryLockStore(clock);
    private final List<EtcdLock> locks = new ArrayList<>();

    @AfterEach
    void release() {
        store.breaks = Optional.empty();
        locks.forEach(EtcdLock::release);
    }

    @Test
    void isHeldUntilItIsGivenBackAndThenNoKeyIsLeft() {
        EtcdLock lock = lock("ada", "desk");

        assertThat(lock.acquire(MINE)).isEmpty();
        assertThat(lock.isHeld()).isTrue();

        lock.release();
        assertThat(lock.isHeld()).isFalse();
        assertThat(store.key).isEmpty();
        assertThat(store.leases).isEmpty();
    }

    @Test
    void aSecondRunElsewhereIsRefusedByRunUserHostAndTime() {
        lock("ada", "desk").acquire(MINE);

        Optional<Problem> refused = lock("bob", "laptop").acquire(OTHER);

        assertThat(refused.map(Problem::code)).contains(ErrorCode.LOCKED);
        assertThat(refused.orElseThrow().summary()).contains(MINE.value(), "ada@desk", "2026-01-01T00:00:00Z");
        assertThat(refused.orElseThrow().nextAction()).contains("etcd-tls unlock --holder " + MINE);
        assertThat(store.leases).hasSize(1);
    }

    @Test
    void aSecondProcessOnThisMachineIsRefusedByTheFile() {
        Path file = folder.resolve("c1.lock");
        EtcdLock first = new EtcdLock(store, new LockFile(file), new EtcdLock.Owner("ada", "desk"), clock);
        locks.add(first);
        first.acquire(MINE);

        Optional<Problem> refused =
                new EtcdLock(store, new LockFile(file), new EtcdLock.Owner("bob", "desk"), clock).acquire(MINE);

        assertThat(refused.map(Problem::code)).contains(ErrorCode.LOCKED);
        assertThat(refused.orElseThrow().summary()).contains(MINE.value(), "ada@desk", "2026-01-01T00:00:00Z");
    }

    @Test
    void theSameRunTakesItsOwnLockOver() {
        EtcdLock dead = lock("ada", "desk");
        dead.acquire(MINE);
        EtcdLock resumed = lock("ada", "laptop");

        assertThat(resumed.acquire(MINE)).isEmpty();
        dead.renew();

        assertThat(resumed.isHeld()).isTrue();
        assertThat(dead.isHeld()).isFalse();
    }

    @Test
    void isLostTenSecondsBeforeALeaseThatWasNotRenewedEnds() {
        EtcdLock lock = lock("ada", "desk");
        lock.acquire(MINE);
        store.breaks = Optional.of(MemoryLockStore.UNREACHABLE);

        clock.pass(Duration.ofSeconds(49));
        lock.renew();
        assertThat(lock.isHeld()).isTrue();

        clock.pass(Duration.ofSeconds(1));
        assertThat(lock.isHeld()).isFalse();
    }

    @Test
    void isHeldForLongWhileItIsRenewed() {
        EtcdLock lock = lock("ada", "desk");
        lock.acquire(MINE);
        for (int renewals = 0; renewals < 100; renewals++) {
            clock.pass(Duration.ofSeconds(5));
            lock.renew();
        }

        assertThat(lock.isHeld()).isTrue();
    }

    @Test
    void isLostWhenSomebodyRemovedTheKey() {
        EtcdLock lock = lock("ada", "desk");
        lock.acquire(MINE);
        store.key = Optional.empty();

        lock.renew();

        assertThat(lock.isHeld()).isFalse();
    }

    @Test
    void aClusterThatDoesNotAnswerIsNoLock() {
        store.breaks = Optional.of(MemoryLockStore.UNREACHABLE);

        assertThat(lock("ada", "desk").acquire(MINE)).contains(MemoryLockStore.UNREACHABLE);
    }

    @Test
    void theLockOfADeadRunIsBroken() {
        EtcdLock dead = lock("ada", "desk");
        dead.acquire(MINE);

        assertThat(breaker().holder())
                .isEqualTo(
                        new Outcome.Done<>(Optional.of(new LockHolder(MINE.value(), "ada", "desk", LeaseClock.BEGIN))));
        assertThat(breaker().breakLock(MINE.value()).isDone()).isTrue();
        assertThat(store.key).isEmpty();
        assertThat(lock("bob", "laptop").acquire(OTHER)).isEmpty();
    }

    @Test
    void theLockOfARunThatIsAliveStays() {
        EtcdLock alive = lock("ada", "desk");
        alive.acquire(MINE);
        clock.every(EtcdLock.RENEWAL, alive::renew);

        Outcome<Nothing> said = breaker().breakLock(MINE.value());

        assertThat(said).isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
            assertThat(((Problem) refused.problem()).code()).isEqualTo(ErrorCode.LOCKED);
            assertThat(((Problem) refused.problem()).summary()).contains("alive");
        });
        assertThat(alive.isHeld()).isTrue();
    }

    @Test
    void aLockThatLapsesMeanwhileNeedsNoBreaking() {
        lock("ada", "desk").acquire(MINE);
        clock.pass(Duration.ofSeconds(55));

        assertThat(breaker().breakLock(MINE.value()).isDone()).isTrue();
        assertThat(store.key).isEmpty();
    }

    @Test
    void anotherRunsLockIsNotBroken() {
        lock("ada", "desk").acquire(MINE);

        assertThat(breaker().breakLock(OTHER.value()).isDone()).isFalse();
        assertThat(store.key).isPresent();
    }

    @Test
    void withoutALockThereIsNothingToBreak() {
        assertThat(breaker().breakLock(MINE.value()).isDone()).isTrue();
    }

    private EtcdLockBreaker breaker() {
        return new EtcdLockBreaker(store, clock);
    }

    private EtcdLock lock(String user, String host) {
        LockFile file = new LockFile(folder.resolve(user + host + ".lock"));
        EtcdLock lock = new EtcdLock(store, file, new EtcdLock.Owner(user, host), clock);
        locks.add(lock);
        return lock;
    }
}
