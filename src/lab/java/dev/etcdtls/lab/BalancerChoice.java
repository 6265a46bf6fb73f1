package dev.etcdtls.lab;

import java.util.Optional;

/** Whether a lab has a load balancer before its members and apiservers, and how it asks a member for its health. */
public enum BalancerChoice {
    /** No load balancer. */
    NONE,
    /** {@code GET /health} on the client port, natural while etcd speaks plaintext, and wrong afterwards. */
    HTTP,
    /** A connection to the client port, which says nothing but keeps working. */
    TCP,
    /** {@code GET /health} on the metrics port, which stays plaintext. */
    METRICS;

    /**
     * What a command line asks for.
     *
     * @param check empty when it does not say: as the trap is
     */
    static BalancerChoice of(boolean loadBalancer, Optional<BalancerChoice> check) {
        if (check.isPresent() && !loadBalancer) {
            throw new LabException("--health-check is the load balancer's: add --load-balancer, or leave it out");
        }
        if (check.equals(Optional.of(NONE))) {
            throw new LabException("--health-check is http, tcp or metrics; leave --load-balancer out for none");
        }
        return loadBalancer ? check.orElse(HTTP) : NONE;
    }
}
