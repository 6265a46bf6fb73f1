package dev.etcdtls.lab;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A real kube-apiserver on a host of its own: unit {@code kube-apiserver.service}, port 6443. */
public final class KubeApiserver {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Duration CALL_LIMIT = Duration.ofSeconds(20);

    private final LabHost host;

    KubeApiserver(LabHost host) {
        this.host = host;
    }

    /** Starts it on the cluster and does not wait: it is ready ten seconds later, or, on a busy machine, a minute. */
    void begin(List<String> etcdUrls) {
        Map<String, String> files = KubeTexts.files(host.name(), host.address(), etcdUrls);
        files.put(KubeTexts.KUBECONFIG, KubeTexts.kubeconfig(url()));
        host.put(files.entrySet().stream()
                .map(file -> new HostFile(file.getKey(), 0644, file.getValue()))
                .toList());
        host.script("systemctl daemon-reload; systemctl enable --quiet %1$s; systemctl start --no-block %1$s"
                .formatted(KubeTexts.UNIT));
    }

    /** Returns when it is ready. */
    void awaitReady() {
        if (!Deadline.in(LIMIT).await(this::isReady)) {
            throw new LabException("kube-apiserver on %s is not ready after %s; its journal ends: %s"
                    .formatted(
                            host.name(),
                            LIMIT,
                            host.script("journalctl -u kube-apiserver -n 20 --no-pager -o cat")
                                    .text()));
        }
    }

    /** Whether it says so itself, to a client with the administrator's old certificate. A running unit is not ready yet. */
    public boolean isReady() {
        String certificates =
                "--cacert %1$s/ca.crt --cert %1$s/admin.crt --key %1$s/admin.key".formatted(KubePki.FOLDER);
        String command = "curl -sf --max-time 5 %s %s/readyz".formatted(certificates, url());
        return host.exec(CALL_LIMIT, List.of(command.split(" ", -1))).succeeded();
    }

    /** The host's name, such as {@code a1}. */
    public String name() {
        return host.name();
    }

    /** Moves it to TLS as its owner would: files on the host, the settings edited, one restart. Returns when it is ready again. */
    public void useTls(List<String> etcdUrls, EtcdClientFiles files) {
        files.put(host, "kube");
        String path = KubeTexts.etcdFile(host.name());
        String text = host.script("cat " + path).stdout();
        host.put(List.of(new HostFile(path, 0644, KubeTexts.secured(text, etcdUrls))));
        host.exec(LIMIT, List.of("bash", "-euc", "systemctl daemon-reload; systemctl restart " + KubeTexts.UNIT))
                .orThrow("restarting kube-apiserver on " + host.name());
        awaitReady();
    }

    /** Where it answers, such as {@code https://198.51.100.21:6443}. */
    String url() {
        return "https://" + host.address() + ":6443";
    }
}
