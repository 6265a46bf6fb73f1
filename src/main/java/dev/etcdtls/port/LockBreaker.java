package dev.etcdtls.port;

import dev.etcdtls.model.Outcome;
import java.util.Optional;

/** What a person may do about a lock that a dead run left on the cluster. */
public interface LockBreaker {
    /** Who holds the cluster's lock at this moment; empty when nobody does. */
    Outcome<Optional<LockHolder>> holder();

    /**
     * Breaks the lock that the named run holds, and no other's. Nothing to do when there is none. Refused (LOCKED) while that run is alive,
     * which takes some seconds to find out.
     */
    Outcome<Nothing> breakLock(String run);
}
