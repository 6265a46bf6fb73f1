package dev.etcdtls.adapter.etcd;

import dev.etcdtls.adapter.etcd.LockStore.Entry;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.Outcome;
import dev.etcdtls.model.Problem;
import dev.etcdtls.model.RunId;
import dev.etcdtls.port.ClusterLock;
import dev.etcdtls.port.LockHolder;
import dev.etcdtls.port.Pacer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The lock on a cluster: a file among the processes of this machine, and the key {@code /etcd-tls/lock} on a lease of 60 s among machines.
 *
 * <ol>
 *   <li>Take the file.
 *   <li>Write the key if there is none; if it is there with this very run's id, take it over with a lease of one's own, and end the old
 *       lease, so that a twin that is still alive notices.
 *   <li>Every 5 s renew the lease through any member, and see that the key still hangs on it.
 * </ol>
 *
 * The lock counts as held until 10 s before the lease may end, by this machine's clock and without asking anyone. It is never broken
 * silently.
 */
public final class EtcdLock implements ClusterLock {
    static final Duration LIFE = Duration.ofSeconds(60);
    static final Duration MARGIN = Duration.ofSeconds(10);
    static final Duration RENEWAL = Duration.ofSeconds(5);
    private static final int CLAIMS = 3;

    private final LockStore store;
    private final LockFile file;
    private final Owner owner;
    private final Pacer pacer;
    private volatile Optional<Lease> lease = Optional.empty();
    private Optional<Thread> renewal = Optional.empty();

    /** Who takes the lock: for the person who finds it taken. */
    public record Owner(String user, String host) {}

    EtcdLock(LockStore store, LockFile file, Owner owner, Pacer pacer) {
        this.store = store;
        this.file = file;
        this.owner = owner;
        this.pacer = pacer;
    }

    @Override
    public synchronized Optional<Problem> takenByAnother(RunId run) {
        Optional<Problem> here = takeFile(us(run));
        giveFileBack();
        return here.or(() -> store.read() instanceof Outcome.Done<Optional<Entry>>(Optional<Entry> found)
                ? found.map(entry -> LockText.parse(entry.value()))
                        .filter(other -> !other.run().equals(run.value()))
                        .map(EtcdLock::locked)
                : Optional.empty());
    }

    @Override
    public synchronized Optional<Problem> acquire(RunId run) {
        if (isHeld()) {
            return Optional.empty();
        }
        LockHolder us = us(run);
        Optional<Problem> taken = takeFile(us);
        if (taken.isPresent()) {
            return taken;
        }
        renewal.ifPresent(Thread::interrupt);
        renewal = Optional.empty();
        Optional<Problem> problem = takeKey(us);
        if (problem.isPresent()) {
            giveFileBack();
        } else {
            renewal = Optional.of(Thread.ofVirtual().name("etcd-tls-lock").start(this::renewAgainAndAgain));
        }
        return problem;
    }

    @Override
    public boolean isHeld() {
        return lease.filter(ours -> pacer.now().isBefore(ours.safeUntil())).isPresent();
    }

    @Override
    public synchronized void release() {
        renewal.ifPresent(Thread::interrupt);
        renewal = Optional.empty();
        // The key goes with its lease: another's key hangs on another's lease and cannot be hit.
        lease.ifPresent(ours -> {
            var unused = store.revoke(ours.id());
        });
        lease = Optional.empty();
        giveFileBack();
    }

    /** One renewal. A member that does not answer changes nothing; a lease or key that is gone ends the lock. */
    synchronized void renew() {
        if (lease.isEmpty()) {
            return;
        }
        long id = lease.get().id();
        Instant asked = pacer.now();
        if (!(store.keepAlive(id) instanceof Outcome.Done<Duration>(Duration left))) {
            return;
        }
        boolean gone = left.isZero() || left.isNegative();
        if (gone || store.read() instanceof Outcome.Done<Optional<Entry>>(var key) && !isOurs(key, id)) {
            lease = Optional.empty();
            return;
        }
        lease = Optional.of(new Lease(id, asked.plus(left).minus(MARGIN)));
    }

    private static boolean isOurs(Optional<Entry> key, long id) {
        return key.filter(entry -> entry.lease() == id).isPresent();
    }

    private void renewAgainAndAgain() {
        try {
            while (true) {
                pacer.pause(RENEWAL);
                renew();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private LockHolder us(RunId run) {
        return new LockHolder(run.value(), owner.user(), owner.host(), pacer.now());
    }

    private Optional<Problem> takeFile(LockHolder us) {
        try {
            return file.take(us)
                    .map(holder -> new Problem(
                            ErrorCode.LOCKED,
                            "this machine",
                            "another process on this machine is at work on the cluster: " + holder,
                            "wait until it has ended, or end it; a process that is dead holds nothing"));
        } catch (IOException e) {
            return Optional.of(new Problem(
                    ErrorCode.LOCKED,
                    "this machine",
                    "the lock beside the runs cannot be taken: " + Trouble.firstLine(e),
                    "see that the folder of the runs can be written to"));
        }
    }

    private void giveFileBack() {
        try {
            file.release();
        } catch (IOException e) {
            throw new IllegalStateException("a lock file cannot be closed", e);
        }
    }

    private Optional<Problem> takeKey(LockHolder us) {
        Instant asked = pacer.now();
        return switch (store.grant(LIFE)) {
            case Outcome.Done<Long>(Long id) -> {
                Optional<Problem> problem = claim(us, id, CLAIMS);
                if (problem.isPresent()) {
                    var unused = store.revoke(id);
                } else {
                    lease = Optional.of(new Lease(id, asked.plus(LIFE).minus(MARGIN)));
                }
                yield problem;
            }
            case Outcome.Refused<Long>(Problem problem) -> Optional.of(problem);
            case Outcome.Unknown<Long>(Problem problem) -> Optional.of(problem);
        };
    }

    private Optional<Problem> claim(LockHolder us, long id, int tries) {
        return switch (store.claim(id, LockText.of(us))) {
            case Outcome.Done<Optional<Entry>>(Optional<Entry> found) -> {
                // An earlier try, whose answer was lost, may have taken it.
                if (found.isEmpty() || found.get().lease() == id) {
                    yield Optional.empty();
                }
                LockHolder holder = LockText.parse(found.get().value());
                yield holder.run().equals(us.run()) && tries > 0
                        ? takeOver(us, id, found.get(), tries)
                        : Optional.of(locked(holder));
            }
            case Outcome.Refused<Optional<Entry>>(Problem problem) -> Optional.of(problem);
            case Outcome.Unknown<Optional<Entry>>(Problem problem) -> Optional.of(problem);
        };
    }

    private Optional<Problem> takeOver(LockHolder us, long id, Entry old, int tries) {
        return switch (store.replace(old, id, LockText.of(us))) {
            case Outcome.Done<Boolean>(Boolean replaced) -> {
                if (!replaced) {
                    yield claim(us, id, tries - 1);
                }
                var unused = store.revoke(old.lease());
                yield Optional.empty();
            }
            case Outcome.Refused<Boolean>(Problem problem) -> Optional.of(problem);
            case Outcome.Unknown<Boolean>(Problem problem) -> Optional.of(problem);
        };
    }

    static Problem locked(LockHolder holder) {
        return new Problem(
                ErrorCode.LOCKED,
                "cluster",
                "the cluster is locked by " + holder,
                "wait for it to end (a dead run's lock lapses within a minute), or break it: etcd-tls unlock --holder "
                        + holder.run());
    }

    private record Lease(long id, Instant safeUntil) {}
}
