package dev.etcdtls.inventory;

import java.util.Locale;

/**
 * How a kube-apiserver reaches the members. What etcd of 2016 did with {@code --proxy on} is not among them and never will be: it passes
 * the v2 API only and is gone in 3.6.
 */
public enum ProxyKind {
    /** A TLS connection of the proxy's own to each member, chosen by checks; the usual one. */
    HAPROXY,
    /** {@code etcd gateway}: TCP alone, TLS goes through it end to end. */
    GATEWAY,
    /** {@code etcd grpc-proxy}: its certificate has an empty common name. */
    GRPC_PROXY,
    /** No proxy: kube-apiserver dials the members itself. */
    NONE;

    /** The word of the inventory. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
