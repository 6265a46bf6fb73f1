package dev.etcdtls.adapter.etcd;

import dev.etcdtls.adapter.etcd.LockStore.Entry;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.Outcome;
import dev.etcdtls.model.Problem;
import dev.etcdtls.port.LockBreaker;
import dev.etcdtls.port.LockHolder;
import dev.etcdtls.port.Nothing;
import dev.etcdtls.port.Pacer;
import java.time.Duration;
import java.util.Optional;

/**
 * Breaks the lock of a run that is dead. One that is alive renews its lease every few seconds, so what is left of the lease is looked at
 * twice: when it has not run down in between, somebody renewed it, and nothing is broken.
 */
final class EtcdLockBreaker implements LockBreaker {
    /** Two renewals would come in this time. */
    static final Duration LOOK = EtcdLock.RENEWAL.multipliedBy(2).plusSeconds(2);

    /** etcd tells what is left in whole seconds. */
    private static final Duration ROUNDING = Duration.ofSeconds(2);

    private final LockStore store;
    private final Pacer pacer;

    EtcdLockBreaker(LockStore store, Pacer pacer) {
        this.store = store;
        this.pacer = pacer;
    }

    @Override
    public Outcome<Optional<LockHolder>> holder() {
        return store.read().then(found -> new Outcome.Done<>(found.map(entry -> LockText.parse(entry.value()))));
    }

    @Override
    public Outcome<Nothing> breakLock(String run) {
        return store.read().then(found -> {
            if (found.isEmpty()) {
                return new Outcome.Done<>(Nothing.NOTHING);
            }
            LockHolder holder = LockText.parse(found.get().value());
            return holder.run().equals(run)
                    ? ifDead(found.get(), holder)
                    : new Outcome.Refused<>(EtcdLock.locked(holder));
        });
    }

    private Outcome<Nothing> ifDead(Entry entry, LockHolder holder) {
        return store.remaining(entry.lease()).then(before -> {
            try {
                pacer.pause(LOOK);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return new Outcome.Refused<>(EtcdLock.locked(holder));
            }
            return store.remaining(entry.lease()).then(after -> {
                if (after.isZero()) {
                    // It lapsed while we looked, and the key went with it.
                    return new Outcome.Done<>(Nothing.NOTHING);
                }
                boolean renewed = after.plus(LOOK).compareTo(before.plus(ROUNDING)) > 0;
                return renewed ? new Outcome.Refused<>(alive(holder)) : remove(entry, holder);
            });
        });
    }

    private Outcome<Nothing> remove(Entry entry, LockHolder holder) {
        return store.remove(entry).then(removed -> {
            if (!removed) {
                return new Outcome.Refused<>(EtcdLock.locked(holder));
            }
            var unused = store.revoke(entry.lease());
            return new Outcome.Done<>(Nothing.NOTHING);
        });
    }

    private static Problem alive(LockHolder holder) {
        return new Problem(
                ErrorCode.LOCKED,
                "cluster",
                "the lock was left as it is: " + holder + " is alive, it renewed the lock a moment ago",
                "stop that run on " + holder.host()
                        + " (Ctrl-C stops it at a resting state), which gives the lock back");
    }
}
