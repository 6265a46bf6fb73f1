package dev.etcdtls.consumer;

import dev.etcdtls.model.EtcdVersion;

/** Which of etcd's two client APIs an etcdctl speaks. */
public enum EtcdctlApi {
    V2,
    V3;

    /** What {@code etcdctl} of a version speaks when {@code ETCDCTL_API} does not say. */
    public static EtcdctlApi byDefaultOf(EtcdVersion version) {
        return version.isAtLeast(3, 4, 0) ? V3 : V2;
    }
}
