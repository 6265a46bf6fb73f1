package dev.etcdtls.engine.observe;

import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.port.EtcdEndpoint;
import java.util.List;
import java.util.function.Supplier;

/**
 * Where the members' API was reached at the last look, for those who talk to etcd beside the run: the lock's lease and the proof's writer.
 * Empty before the first look. Safe for several threads.
 */
public final class LatestEndpoints implements Supplier<List<EtcdEndpoint>> {
    private volatile List<EtcdEndpoint> endpoints = List.of();

    /** One endpoint for each member that answered, in the order of their names. */
    @Override
    public List<EtcdEndpoint> get() {
        return endpoints;
    }

    void update(ClusterObservation seen, Endpoints known) {
        List<EtcdEndpoint> now = seen.members().stream()
                .flatMap(member -> member.host().stream())
                .flatMap(host -> known.forApi(seen, host).stream())
                .toList();
        if (!now.isEmpty()) {
            endpoints = now;
        }
    }
}
