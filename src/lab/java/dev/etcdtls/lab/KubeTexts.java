package dev.etcdtls.lab;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The files of a kube-apiserver as an administrator without kubeadm writes them. Two ways to say where etcd is, so that
 * every lab with two apiservers has both: flags in the unit (a1, a3), or a variable in an environment file (a2). With
 * Kubernetes' own settings (a1, a3) a stop takes a minute while anybody watches; a2 ends the watches and stops at once.
 */
final class KubeTexts {
    static final String UNIT = "kube-apiserver.service";
    static final String UNIT_FILE = "/etc/systemd/system/" + UNIT;
    static final String ENVIRONMENT_FILE = "/etc/default/kube-apiserver";
    static final String KUBECONFIG = "/etc/kubernetes/admin.kubeconfig";

    private KubeTexts() {}

    /** The file that says where etcd is. */
    static String etcdFile(String host) {
        return hasEnvironmentFile(host) ? ENVIRONMENT_FILE : UNIT_FILE;
    }

    /** The unit and what belongs to it, by path. */
    static Map<String, String> files(String host, String address, List<String> etcdUrls) {
        String etcd = "--etcd-servers=" + String.join(",", etcdUrls);
        Map<String, String> files = new TreeMap<>();
        if (hasEnvironmentFile(host)) {
            files.put(ENVIRONMENT_FILE, """
                    # kube-apiserver of %s, kept by hand
                    KUBE_ETCD_ARGS="%s"
                    # its watches end at a stop, which else takes a minute
                    KUBE_STOP_ARGS=--shutdown-watch-termination-grace-period=10s
                    """.formatted(host, etcd));
            files.put(
                    UNIT_FILE, unit(address, "$KUBE_ETCD_ARGS $KUBE_STOP_ARGS", "EnvironmentFile=" + ENVIRONMENT_FILE));
        } else {
            files.put(UNIT_FILE, unit(address, etcd, "# no environment file: all is here"));
        }
        return files;
    }

    /** The file that says where etcd is, as its owner edits it for TLS: other endpoints, all at once, and three files. */
    static String secured(String text, List<String> etcdUrls) {
        return text.replaceFirst(
                "--etcd-servers=[^ \"\\n]*",
                "--etcd-servers=%s --etcd-cafile=%s --etcd-certfile=%s --etcd-keyfile=%s"
                        .formatted(
                                String.join(",", etcdUrls),
                                EtcdClientFiles.CA,
                                EtcdClientFiles.CERTIFICATE,
                                EtcdClientFiles.KEY));
    }

    /** How kubectl reaches an apiserver with the administrator's old certificate. */
    static String kubeconfig(String server) {
        return """
                apiVersion: v1
                kind: Config
                clusters:
                - name: lab
                  cluster: {server: "%s", certificate-authority: %2$s/ca.crt}
                users:
                - name: admin
                  user: {client-certificate: %2$s/admin.crt, client-key: %2$s/admin.key}
                contexts:
                - name: lab
                  context: {cluster: lab, user: admin}
                current-context: lab
                """.formatted(server, KubePki.FOLDER);
    }

    private static boolean hasEnvironmentFile(String host) {
        return Integer.parseInt(host.substring(1)) % 2 == 0;
    }

    private static String unit(String address, String etcd, String environment) {
        return """
                [Unit]
                Description=Kubernetes API server
                Documentation=https://kubernetes.io/docs/
                After=network.target

                [Service]
                Type=notify
                User=kube
                %3$s
                ExecStart=/usr/local/bin/kube-apiserver \\
                  %2$s \\
                  --advertise-address=%1$s \\
                  --bind-address=0.0.0.0 \\
                  --secure-port=6443 \\
                  --cert-dir=/var/lib/kube \\
                  --tls-cert-file=%4$s/apiserver.crt \\
                  --tls-private-key-file=%4$s/apiserver.key \\
                  --client-ca-file=%4$s/ca.crt \\
                  --token-auth-file=/etc/kubernetes/tokens.csv \\
                  --service-cluster-ip-range=10.96.0.0/24 \\
                  --authorization-mode=RBAC \\
                  --disable-admission-plugins=ServiceAccount \\
                  --service-account-issuer=https://kubernetes.default.svc \\
                  --service-account-key-file=%4$s/sa.pub \\
                  --service-account-signing-key-file=%4$s/sa.key
                Restart=on-failure
                TimeoutStartSec=90

                [Install]
                WantedBy=multi-user.target
                """.formatted(address, etcd, environment, KubePki.FOLDER);
    }
}
