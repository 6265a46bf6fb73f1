package dev.etcdtls.consumer;

/** How a client talks to etcd, as far as its settings say. Only {@link #TLS} ever counts as moved. */
public enum Speech {
    PLAINTEXT,
    /** Every endpoint is https, and CA, certificate and key are set. */
    TLS,
    /** TLS without all three files, or files and no https: it looks moved and is not. */
    HALF_TLS,
    /** http and https side by side: which of them is used is the program's matter. */
    MIXED,
    /** What it says cannot be read with certainty. */
    UNKNOWN
}
