package dev.etcdtls.consumer;

import dev.etcdtls.model.EtcdVersion;
import dev.etcdtls.model.HostName;
import java.util.Optional;

/**
 * Where a kube-apiserver runs and what it talks to, as far as the choice of a proxy depends on it.
 *
 * @param kubernetes empty when its version could not be learned
 */
public record ApiserverSite(
        HostName host, Optional<KubernetesVersion> kubernetes, Cluster cluster, Installed installed) {

    /**
     * @param lowest the lowest version of its members
     * @param members how many voters it has
     */
    public record Cluster(EtcdVersion lowest, int members, Users users) {}

    /** Whether etcd knows its clients by the common name of their certificates. */
    public enum Users {
        UNKNOWN_TO_ETCD,
        /** {@code auth enable} was done. */
        BY_COMMON_NAME
    }

    /** Programs on the apiserver's host. */
    public record Installed(Optional<HaproxyVersion> haproxy, Optional<EtcdVersion> etcd) {}
}
