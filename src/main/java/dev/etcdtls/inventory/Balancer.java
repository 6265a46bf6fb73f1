package dev.etcdtls.inventory;

import dev.etcdtls.model.BalancerName;
import java.util.List;
import java.util.Locale;

/**
 * A load balancer that stands before the members. It is never edited: its owner changes what it asks.
 *
 * @param addresses the IP addresses from which members see it, as they are written
 * @param check how it asks whether a member is there
 */
public record Balancer(BalancerName name, List<String> addresses, Check check) {
    public Balancer {
        addresses = List.copyOf(addresses);
    }

    public enum Check {
        /** {@code GET /health} on the client port: takes every member out of service when plaintext is closed. */
        HTTP,
        /** A connect on the client port: goes on, and proves nothing. */
        TCP,
        /** {@code GET /health} on the metrics port, which stays plaintext. */
        METRICS;

        /** The word of the inventory. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
