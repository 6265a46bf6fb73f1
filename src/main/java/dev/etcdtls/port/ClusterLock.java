package dev.etcdtls.port;

import dev.etcdtls.model.Problem;
import dev.etcdtls.model.RunId;
import java.util.Optional;

/** One tool at a time on a cluster: a lease-backed key in etcd and a file lock beside the run. */
public interface ClusterLock {
    /** Who else has it, without writing anything to the cluster; asked before {@link #acquire}, which decides when this cannot be learned. */
    default Optional<Problem> takenByAnother(RunId run) {
        return Optional.empty();
    }

    /** Takes the lock, or takes it over when this very run holds it. Empty when it was taken; else who has it. */
    Optional<Problem> acquire(RunId run);

    /** Whether the lock is still ours; asked before every effect. */
    boolean isHeld();

    /** Gives it back; harmless when it is not held. */
    void release();
}
