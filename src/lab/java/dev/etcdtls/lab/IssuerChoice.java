package dev.etcdtls.lab;

/** Who issues certificates in a lab. */
public enum IssuerChoice {
    /** A real OpenBao on a host of its own, initialised and unsealed; its PKI mounts are not made by the lab. */
    OPENBAO,
    /** The CA that etcd-tls brings with it: the lab adds nothing. */
    LOCAL
}
