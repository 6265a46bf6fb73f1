package dev.etcdtls.certificate;

/** Extended key usages that etcd's TLS checks. */
public enum Usage {
    SERVER,
    CLIENT
}
