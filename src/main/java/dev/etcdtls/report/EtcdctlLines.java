package dev.etcdtls.report;

import java.util.List;

/** Lines for a shell, so that etcdctl speaks TLS to the cluster. */
public final class EtcdctlLines {
    private EtcdctlLines() {}

    /** The environment for a certificate that lies in files. */
    public static List<String> environment(List<String> endpoints, Files files) {
        return List.of(
                "export ETCDCTL_API=3",
                "export ETCDCTL_ENDPOINTS=" + String.join(",", endpoints),
                "export ETCDCTL_CACERT=" + files.trustedCa(),
                "export ETCDCTL_CERT=" + files.certificate(),
                "export ETCDCTL_KEY=" + files.key());
    }

    /** Paths of a client's three files. */
    public record Files(String trustedCa, String certificate, String key) {}

    static void ofNewClient(Page page, List<String> endpoints) {
        page.heading("For etcdctl, and for every other client:");
        page.line("  etcd-tls client admin      writes a key and a certificate of that name, and prints these lines");
        environment(endpoints, new Files("$PWD/ca.crt", "$PWD/admin.crt", "$PWD/admin.key"))
                .forEach(line -> page.line("  " + line));
    }
}
