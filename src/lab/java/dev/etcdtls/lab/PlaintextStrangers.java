package dev.etcdtls.lab;

import java.util.List;

/**
 * Clients of etcd on a host that nobody has declared, all in plaintext: a unit that reads five times a second with a new
 * {@code etcdctl} each, one that holds a watch open, and a cron line whose {@code etcdctl} lives for 50 ms.
 */
public final class PlaintextStrangers {
    static final String CRON_FILE = "/etc/cron.d/forgotten-check";

    private final LabHost host;

    PlaintextStrangers(LabHost host) {
        this.host = host;
    }

    /** Starts the two units. */
    public void start(List<String> clientUrls) {
        String etcdctl = "/usr/bin/etcdctl --endpoints=" + String.join(",", clientUrls);
        host.put(List.of(
                new HostFile("/etc/systemd/system/forgotten-reader.service", 0644, unit("""
                        /bin/bash -c 'while true; do %s get /forgotten > /dev/null; sleep 0.2; done'""".formatted(etcdctl))),
                new HostFile(
                        "/etc/systemd/system/forgotten-watch.service",
                        0644,
                        unit(etcdctl + " watch --prefix /forgotten"))));
        host.script("systemctl daemon-reload; systemctl start forgotten-reader.service forgotten-watch.service");
    }

    /** Starts cron with a line that speaks to the first of the members once a minute. */
    public void startCron(List<String> clientUrls) {
        String line = "* * * * * root ETCDCTL_API=3 /usr/bin/etcdctl --endpoints=%s get /forgotten > /dev/null 2>&1\n"
                .formatted(clientUrls.getFirst());
        host.put(List.of(new HostFile(CRON_FILE, 0644, line)));
        host.script("systemctl start cron.service");
    }

    /** Ends all of them. */
    public void stop() {
        host.script("rm -f %s; systemctl stop forgotten-reader.service forgotten-watch.service cron.service || true"
                .formatted(CRON_FILE));
    }

    private static String unit(String command) {
        return """
                [Unit]
                Description=Nobody knows why this is here
                After=network.target

                [Service]
                Environment=ETCDCTL_API=3
                ExecStart=%s
                Restart=always
                RestartSec=1
                """.formatted(command);
    }
}
