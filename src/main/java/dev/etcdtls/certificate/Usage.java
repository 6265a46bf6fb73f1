package dev.etcdtls.certificate;

/** Extended key usages that etcd's TLS checks. */
public enum Usage {
    SERVER,
    CLIENT,
    /** Anything else that a certificate found somewhere carries (code signing, e-mail); never asked for. */
    OTHER
}
