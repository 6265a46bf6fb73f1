package dev.etcdtls.inventory;

import java.util.Locale;

/** What is spoken between a kube-apiserver and the proxy on its host. */
public enum ProxyLeg {
    TLS,
    /** Whoever reaches the port is the apiserver: any local user, any pod on the host's network. */
    PLAINTEXT;

    /** The word of the inventory. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
