package dev.etcdtls.adapter.etcd;

import dev.etcdtls.model.Outcome;
import dev.etcdtls.port.Nothing;
import java.time.Duration;
import java.util.Optional;

/** The lock's key and leases in the cluster, through whichever member answers. */
interface LockStore {
    /** A new lease. */
    Outcome<Long> grant(Duration life);

    /** What is left of a lease after renewing it; zero when it is gone. */
    Outcome<Duration> keepAlive(long lease);

    /** What is left of a lease, which is not touched by this; zero when it is gone. */
    Outcome<Duration> remaining(long lease);

    /** Ends a lease, and with it the keys that hang on it. */
    Outcome<Nothing> revoke(long lease);

    /** Writes the key if there is none. Empty when it was written, else what stands there. */
    Outcome<Optional<Entry>> claim(long lease, String value);

    /** Writes the key if it is still as it was seen; whether it was. */
    Outcome<Boolean> replace(Entry seen, long lease, String value);

    Outcome<Optional<Entry>> read();

    /** Removes the key if it is still as it was seen; whether it was. */
    Outcome<Boolean> remove(Entry seen);

    /**
     * The key as it stands.
     *
     * @param modRevision of its last change
     * @param lease that it hangs on
     */
    record Entry(String value, long modRevision, long lease) {}
}
