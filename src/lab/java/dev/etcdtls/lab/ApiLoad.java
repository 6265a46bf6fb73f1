package dev.etcdtls.lab;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The witness of what a migration does to the users of Kubernetes, on its host: unit {@code api-load.service}, settings
 * {@code /etc/default/api-load}, log {@code /var/log/api-load/operations.jsonl}. It creates five objects a second
 * (ConfigMaps, Secrets, custom resources), lists, and watches each kind; its host has kubectl, too.
 */
public final class ApiLoad {
    private static final String SETTINGS_FILE = "/etc/default/api-load";
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private static final String UNIT = """
            [Unit]
            Description=Independent user of the Kubernetes API
            After=network.target

            [Service]
            EnvironmentFile=/etc/default/api-load
            ExecStart=/usr/local/bin/api-load run $APILOAD_OPTIONS
            LogsDirectory=api-load
            Restart=on-failure

            [Install]
            WantedBy=multi-user.target
            """;

    private final LabHost host;
    private final WitnessCommand witness;

    ApiLoad(LabHost host) {
        this.host = host;
        this.witness = new WitnessCommand(host, "api-load");
    }

    /**
     * Starts it, and returns when the first object is created.
     *
     * @param endpoints where its calls go
     * @param apiservers where it looks for its objects afterwards
     */
    void start(List<String> endpoints, List<String> apiservers, KubePki pki) {
        host.script("install -d -m 0700 /etc/api-load; install -d /etc/kubernetes " + KubePki.FOLDER);
        List<HostFile> files = new ArrayList<>(pki.administrator());
        files.add(new HostFile("/etc/api-load/token", 0600, pki.token() + "\n"));
        files.add(new HostFile(KubeTexts.KUBECONFIG, 0644, KubeTexts.kubeconfig(endpoints.getFirst())));
        files.add(new HostFile("/etc/systemd/system/api-load.service", 0644, UNIT));
        files.add(new HostFile(SETTINGS_FILE, 0644, settings(endpoints, apiservers)));
        host.put(files);
        host.script("systemctl daemon-reload; systemctl enable --quiet --now api-load.service");
        if (!Deadline.in(LIMIT).await(this::hasCreated)) {
            throw new LabException("the API load on %s has created nothing after %s: %s"
                    .formatted(
                            host.name(),
                            LIMIT,
                            host.script("journalctl -u api-load -n 15 --no-pager -o cat")
                                    .text()));
        }
    }

    /** Counts of the log alone, for what began in [from, to). */
    public ApiLoadCounts count(Instant from, Instant to) {
        return witness.count(from, to, ApiLoadCounts.class);
    }

    /** Counts of the whole log, after each object was read back from each apiserver and looked for in the watches' events. */
    public ApiLoadCounts verify() {
        return witness.verify(ApiLoadCounts.class);
    }

    /** The same for what began in [from, to). */
    public ApiLoadCounts verify(Instant from, Instant to) {
        return witness.verify(from, to, ApiLoadCounts.class);
    }

    /** Restarts it so that its tenth object is logged as created and is not. */
    public void plantDroppedObject() {
        plant("--plant-dropped-object 10");
    }

    /** Restarts it so that what its watch tells of its tenth object is not logged. */
    public void plantDroppedEvent() {
        plant("--plant-dropped-event 10");
    }

    /** Runs kubectl with the administrator's old certificate, where the load's calls go. */
    public ExecResult kubectl(String... arguments) {
        List<String> command =
                new ArrayList<>(List.of("/usr/local/bin/kubectl", "--kubeconfig=" + KubeTexts.KUBECONFIG));
        command.addAll(List.of(arguments));
        return host.exec(LIMIT, command);
    }

    private void plant(String option) {
        host.script("sed -i 's/^APILOAD_OPTIONS=.*/APILOAD_OPTIONS=\"%s\"/' %s; systemctl restart api-load.service"
                .formatted(option, SETTINGS_FILE));
    }

    private boolean hasCreated() {
        return host.exec(LIMIT, List.of("grep", "-q", "\"create\".*acknowledged", "/var/log/api-load/operations.jsonl"))
                .succeeded();
    }

    static String settings(List<String> endpoints, List<String> apiservers) {
        return """
                APILOAD_ENDPOINTS=%s
                APILOAD_APISERVERS=%s
                APILOAD_CACERT=%s/ca.crt
                APILOAD_TOKEN_FILE=/etc/api-load/token
                APILOAD_OPTIONS=""
                """.formatted(String.join(",", endpoints), String.join(",", apiservers), KubePki.FOLDER);
    }
}
