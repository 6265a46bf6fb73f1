package dev.etcdtls.lab;

/** What a host of the lab is for. */
public enum HostRole {
    /** Runs an etcd member. */
    MEMBER,
    /** Runs OpenBao. */
    ISSUER,
    /** Runs the independent workload. */
    WORKLOAD,
    /** Runs kube-apiserver. */
    APISERVER,
    /** Runs flanneld, and traffic as of pods. */
    NODE,
    /** Runs HAProxy, as a load balancer that nobody may log in to. */
    BALANCER,
    /** Loads the apiservers; speaks to no member. */
    API_LOAD,
    /** Speaks to the members, and nobody has declared it. */
    STRANGER
}
