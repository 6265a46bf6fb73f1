package dev.etcdtls.lab;

import java.util.List;

/** What the owner of a client of etcd puts on its host before it moves to TLS, as PEM texts. */
public record EtcdClientFiles(String ca, String certificate, String key) {
    static final String FOLDER = "/etc/etcd-client";
    static final String CA = FOLDER + "/ca.crt";
    static final String CERTIFICATE = FOLDER + "/client.crt";
    static final String KEY = FOLDER + "/client.key";

    /** Puts them on a host, the key for one user alone. */
    void put(LabHost host, String user) {
        host.script("install -d -m 0755 " + FOLDER);
        host.put(List.of(
                new HostFile(CA, 0644, ca),
                new HostFile(CERTIFICATE, 0644, certificate),
                new HostFile(KEY, 0600, key)));
        host.script("chown %s: %s".formatted(user, KEY));
    }

    @Override
    public String toString() {
        return "EtcdClientFiles";
    }
}
