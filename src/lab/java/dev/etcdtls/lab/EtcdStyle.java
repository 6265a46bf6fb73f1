package dev.etcdtls.lab;

/** The way in which the members of a lab are configured. */
public enum EtcdStyle {
    /** Debian's: {@code /etc/default/etcd}, read by the unit as an environment file. */
    ENV_FILE
}
