package dev.etcdtls.simulation;

import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.Problem;
import dev.etcdtls.model.RunId;
import dev.etcdtls.port.ClusterLock;
import dev.etcdtls.port.EtcdEndpoint;
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
    public Optional<Problem> takenByAnother(RunId run) {
        return tool.look(() -> other(run));
    }

    @Override
    public Optional<Problem> acquire(RunId run) {
        return tool.look(() -> {
            Optional<Problem> other = unheard().or(() -> other(run));
            if (other.isEmpty()) {
                cluster.lockHolder = Optional.of(run);
                own = Optional.of(run);
            }
            return other;
        });
    }

    private Optional<Problem> other(RunId run) {
        return cluster.lockHolder
                .filter(holder -> !holder.equals(run))
                .map(holder -> Trouble.of(ErrorCode.LOCKED, "lock", "run " + holder + " holds the lock"));
    }

    /** The lock is a key in etcd: it needs a member that takes the tool's writes. */
    private Optional<Problem> unheard() {
        ReadsPort reads = new ReadsPort(cluster, tool, ReadsPort.Identity.OPERATOR);
        boolean heard = cluster.members().stream()
                .flatMap(member ->
                        member.listenClientUrls().stream().map(url -> new EtcdEndpoint(member.host.name, url)))
                .anyMatch(endpoint -> reads.committing(endpoint).isDone());
        return heard
                ? Optional.empty()
                : Optional.of(Trouble.of(ErrorCode.LOCKED, "lock", "no member takes the lock from this tool"));
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
