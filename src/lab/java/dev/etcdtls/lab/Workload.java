package dev.etcdtls.lab;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The independent workload on its host: unit {@code workload.service}, settings {@code /etc/default/workload}, log
 * {@code /var/log/workload/operations.jsonl}. It writes about 25 unique keys a second.
 */
public final class Workload {
    private static final String TLS_FOLDER = "/etc/workload";
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private static final String UNIT = """
            [Unit]
            Description=Independent writer to etcd
            After=network.target

            [Service]
            EnvironmentFile=/etc/default/workload
            ExecStart=/usr/local/bin/etcd-workload run $WORKLOAD_OPTIONS
            ExecReload=/bin/kill -HUP $MAINPID
            LogsDirectory=workload
            Restart=on-failure

            [Install]
            WantedBy=multi-user.target
            """;

    private final LabHost host;
    private final WitnessCommand witness;

    Workload(LabHost host) {
        this.host = host;
        this.witness = new WitnessCommand(host, "etcd-workload");
    }

    /** Starts the program, which its host has, and returns when the first write is acknowledged. */
    void start(List<String> clientUrls) {
        host.script("install -d -m 0700 " + TLS_FOLDER);
        host.put(List.of(
                new HostFile("/etc/systemd/system/workload.service", 0644, UNIT),
                new HostFile("/etc/default/workload", 0644, settings(clientUrls, "", ""))));
        host.script("systemctl daemon-reload; systemctl enable --quiet --now workload.service");
        if (!Deadline.in(LIMIT).await(this::hasWritten)) {
            throw new LabException("the workload on %s has written nothing after %s: %s"
                    .formatted(
                            host.name(),
                            LIMIT,
                            host.script("journalctl -u workload -n 15 --no-pager -o cat")
                                    .text()));
        }
    }

    /** Counts of the log alone, for operations that began in [from, to). */
    public WorkloadCounts count(Instant from, Instant to) {
        return witness.count(from, to, WorkloadCounts.class);
    }

    /** Counts of the whole log, after each acknowledged key was read back from each member. */
    public WorkloadCounts verify() {
        return witness.verify(WorkloadCounts.class);
    }

    /** The same for operations that began in [from, to). */
    public WorkloadCounts verify(Instant from, Instant to) {
        return witness.verify(from, to, WorkloadCounts.class);
    }

    /** Moves the running workload to TLS without a restart: PEM texts to the host, settings changed, reloaded. */
    public void useTls(List<String> clientUrls, String ca, String certificate, String key) {
        host.put(List.of(
                new HostFile(TLS_FOLDER + "/ca.crt", 0644, ca),
                new HostFile(TLS_FOLDER + "/client.crt", 0644, certificate),
                new HostFile(TLS_FOLDER + "/client.key", 0600, key)));
        String tls = "WORKLOAD_CACERT=%1$s/ca.crt\nWORKLOAD_CERT=%1$s/client.crt\nWORKLOAD_KEY=%1$s/client.key\n"
                .formatted(TLS_FOLDER);
        reload(settings(clientUrls, tls, ""));
    }

    /** Moves the running workload to these plaintext endpoints without a restart. */
    public void usePlaintext(List<String> clientUrls) {
        reload(settings(clientUrls, "", ""));
    }

    /** Restarts the workload so that its tenth operation is logged as acknowledged and never written. */
    public void plantFalseAcknowledgement(List<String> clientUrls) {
        host.put(List.of(new HostFile(
                "/etc/default/workload", 0644, settings(clientUrls, "", "--plant-false-acknowledgement 10"))));
        host.script("systemctl restart workload.service");
    }

    private void reload(String settings) {
        host.put(List.of(new HostFile("/etc/default/workload", 0644, settings)));
        host.script("systemctl reload workload.service");
    }

    private boolean hasWritten() {
        return host.exec(LIMIT, List.of("grep", "-q", "acknowledged", "/var/log/workload/operations.jsonl"))
                .succeeded();
    }

    private static String settings(List<String> clientUrls, String tls, String options) {
        return "WORKLOAD_ENDPOINTS=%s\n%sWORKLOAD_OPTIONS=\"%s\"\n"
                .formatted(String.join(",", clientUrls), tls, options);
    }
}
