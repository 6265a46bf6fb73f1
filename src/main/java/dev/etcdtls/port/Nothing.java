package dev.etcdtls.port;

/** The value of a call that has none. */
public enum Nothing {
    NOTHING
}
