package dev.etcdtls.lab;

/** Whether a lab has a host with the independent workload. */
public enum WorkloadChoice {
    /** No workload host. */
    NONE,
    /** Host {@code w1} writes to the cluster and logs every operation. */
    RUNNING
}
