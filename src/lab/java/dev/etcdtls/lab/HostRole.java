package dev.etcdtls.lab;

/** What a host of the lab is for. */
public enum HostRole {
    /** Runs an etcd member. */
    MEMBER,
    /** Runs OpenBao. */
    ISSUER,
    /** Runs the independent workload. */
    WORKLOAD
}
