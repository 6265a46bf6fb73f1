package dev.etcdtls.consumer;

import dev.etcdtls.inventory.ConsumerEntry;
import dev.etcdtls.model.Authority;

/** Where a kube-apiserver answers on its own host. */
public final class ApiserverAddress {
    private static final String LOOPBACK = "127.0.0.1:";
    private static final String DEFAULT_PORT = "6443";

    private ApiserverAddress() {}

    /** As the inventory says, else its secure port on loopback. */
    public static Authority of(ConsumerEntry consumer, ClientSettings now) {
        return consumer.behaviour()
                .moving()
                .address()
                .orElseGet(() -> Authority.parse(LOOPBACK + now.others().getOrDefault("secure-port", DEFAULT_PORT)));
    }
}
