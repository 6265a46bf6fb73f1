package dev.etcdtls.guard;

import dev.etcdtls.certificate.CertificateFolder;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** The settings by which etcd finds its certificates, and the values that this tool gives them. */
public final class TlsSettings {
    /** Certificate, key and trusted CA of both planes, by flag name: all three lie in the same set, so that they can never disagree. */
    public static final SortedMap<String, String> FILES = files(CertificateFolder.MEMBER);

    public static final String CLIENT_CERT_AUTH = "client-cert-auth";
    public static final String PEER_CLIENT_CERT_AUTH = "peer-client-cert-auth";
    public static final String ALLOWED_PEER_NAME = "peer-cert-allowed-hostname";

    private TlsSettings() {}

    private static SortedMap<String, String> files(CertificateFolder folder) {
        SortedMap<String, String> files = new TreeMap<>();
        for (String plane : new String[] {"", "peer-"}) {
            files.put(plane + "cert-file", folder.certificate().value());
            files.put(plane + "key-file", folder.key().value());
            files.put(plane + "trusted-ca-file", folder.trustedCa().value());
        }
        return Collections.unmodifiableSortedMap(files);
    }
}
