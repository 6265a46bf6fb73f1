package dev.etcdtls.simulation;

import java.util.Optional;

/** Fencing: nothing is done to a cluster whose lock is another run's, or nobody's. */
final class LockLaw {
    private final SimulatedCluster cluster;

    LockLaw(SimulatedCluster cluster) {
        this.cluster = cluster;
    }

    /**
     * The issuer is no part of the cluster: where members speak nothing but TLS, the lock needs a certificate first. A snapshot only reads,
     * and throw-away servers concern nobody; a tool that has lost the lock takes its own away.
     */
    Optional<String> afterEffect(String what) {
        boolean free = what.startsWith("issue ")
                || what.startsWith("sign ")
                || what.startsWith("snapshot ")
                || what.endsWith(" rehearsal");
        boolean held = cluster.lockHolder.equals(Optional.of(cluster.run.id()));
        return free || held
                ? Optional.empty()
                : Optional.of("Fence: an effect while the lock is held by "
                        + cluster.lockHolder.map(Object::toString).orElse("nobody"));
    }
}
