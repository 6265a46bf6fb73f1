package dev.etcdtls.simulation;

import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.Problem;
import dev.etcdtls.model.RunId;
import dev.etcdtls.port.ClusterLock;
import java.util.Optional;

/** The lock of the simulated cluster. A killed tool leaves it behind, as a lease does that has not run out. */
final class LockPort implements ClusterLock {
    private final SimulatedCluster cluster;
    private final SimulatedTool tool;
    private Optional<RunId> own = Optional.empty();

    LockPort(SimulatedCluster cluster, SimulatedTool tool) {
        this.cluster = cluster;
        this.tool = tool;
    }

    @Override
    public Optional<Problem> acquire(RunId run) {
        return tool.look(() -> {
            Optional<Problem> other = cluster.lockHolder
                    .filter(holder -> !holder.equals(run))
                    .map(holder -> Trouble.of(ErrorCode.LOCKED, "lock", "run " + holder + " holds the lock"));
            if (other.isEmpty()) {
                cluster.lockHolder = Optional.of(run);
                own = Optional.of(run);
            }
            return other;
        });
    }

    @Override
    public boolean isHeld() {
        return tool.look(() -> own.isPresent() && own.equals(cluster.lockHolder));
    }

    @Override
    public void release() {
        tool.look(() -> {
            if (own.isPresent() && own.equals(cluster.lockHolder)) {
                cluster.lockHolder = Optional.empty();
            }
            own = Optional.empty();
            return own;
        });
    }
}
