package dev.etcdtls.observation;

import dev.etcdtls.model.HostName;

/**
 * A host of the inventory and what was seen on it.
 *
 * @param clientsOnly whether it carries nothing but clients of etcd that the migration can go on without for a while: neither a member nor
 *     a kube-apiserver
 */
public record HostObservation(HostName host, Sight<HostFacts> sight, boolean clientsOnly) {
    /** Of a host that the migration cannot do without. */
    public HostObservation(HostName host, Sight<HostFacts> sight) {
        this(host, sight, false);
    }

    /** The same host, when the inventory says that it carries clients only. */
    public HostObservation ofClientsOnly() {
        return new HostObservation(host, sight, true);
    }

    /** Whether it could not be looked at, and nothing may go on before it can. */
    public boolean isMissing() {
        return !clientsOnly && sight.seen().isEmpty();
    }
}
