package dev.etcdtls.lab;

/** Whether a lab has a load balancer before its members and apiservers, and how it asks a member for its health. */
public enum BalancerChoice {
    /** No load balancer. */
    NONE,
    /** {@code GET /health} on the client port, natural while etcd speaks plaintext, and wrong afterwards. */
    HTTP,
    /** A connection to the client port, which says nothing but keeps working. */
    TCP,
    /** {@code GET /health} on the metrics port, which stays plaintext. */
    METRICS
}
