package dev.etcdtls.plan;

/** How members accept TLS beside plaintext. */
public enum Strategy {
    /** http and https on the same client port (etcd 3.4.25+, 3.5.8+ without {@code listen-client-http-urls}). */
    SAME_PORT,
    /** https on a port of its own: older versions lose plaintext gRPC at random on a shared port. */
    EXTRA_PORT
}
