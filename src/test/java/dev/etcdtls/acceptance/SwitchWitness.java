package dev.etcdtls.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etcdtls.lab.LabException;
import dev.etcdtls.lab.LabHost;
import dev.etcdtls.step.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** One host as systemctl, sha256sum and its journal show it, by the lab's back door; and the faults that strike it. */
final class SwitchWitness {
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final String STARTED = "39f53479d3a045ac8e11786248231fbf";
    private static final String POISON = "ETCD_HEARTBEAT_INTERVAL=soon";
    private static final String MARK = "/root/poisoned-at";

    private final LabHost host;

    SwitchWitness(LabHost host) {
        this.host = host;
    }

    /** Digest of etcd's file, the invocation of its unit, and its state. */
    record Seen(String file, String invocation, String state) {}

    static String host(Step step) {
        return switch (step) {
            case Step.AcceptTls accept -> accept.target().host().value();
            case Step.EnforceTls enforce -> enforce.target().host().value();
            default -> throw new IllegalArgumentException(step.id() + " is not of one member");
        };
    }

    Seen look() {
        List<String> lines = on("sha256sum </etc/default/etcd | cut -c1-64;"
                        + " systemctl show etcd.service -p InvocationID --value; systemctl is-active etcd.service || true")
                .lines()
                .toList();
        return new Seen(lines.get(0), lines.get(1), lines.get(2));
    }

    String stage() {
        return on("cut -d ' ' -f 1 /var/lib/etcd-tls/deadman/state 2>/dev/null || true");
    }

    void awaitStage(String wanted, Duration longest) {
        Instant end = Instant.now().plus(longest);
        Instant begun = Instant.now();
        while (!stage().equals(wanted)) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError(host.name() + " is " + stage() + " and not " + wanted + "; its journal:\n"
                        + on(
                                "systemctl list-timers --all etcd-tls-deadman.timer; journalctl --no-pager -u etcd-tls-deadman.service"
                                        + " -u etcd-tls-deadman.timer | tail -30"));
            }
            LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
        }
        System.out.println(host.name() + ": " + wanted + " after "
                + Duration.between(begun, Instant.now()).toSeconds() + " s without the tool");
        System.out.println(
                on("journalctl --no-pager -o short-precise -u etcd-tls-deadman.service -u etcd.service -t systemd"
                        + " | grep -E 'etcd-tls|dead-man|as it was|etcd.service' | tail -12"));
    }

    /**
     * A line that systemd accepts and etcd does not start with; returns when etcd has said so. The restart that is under way may have read
     * the file before: then one more makes it certain.
     */
    void poison() {
        on("echo " + POISON + " >>/etc/default/etcd; date +%s.%N >" + MARK + ";"
                + " for i in $(seq 150); do case $(systemctl is-active etcd.service) in"
                + " failed) break;; active) systemctl restart --no-block etcd.service; sleep 1;; esac; sleep 0.2; done;"
                + " date +%s.%N >" + MARK + ";"
                + " journalctl --no-pager -q -u etcd.service | grep -q 'soon'; systemctl is-failed -q etcd.service");
    }

    /** The invocations of the unit that became active since the poison had bitten. */
    List<String> startsSincePoison() {
        return on("journalctl --no-pager -q --since=@$(cat " + MARK + ") UNIT=etcd.service MESSAGE_ID=" + STARTED
                        + " -o verbose | grep -o 'INVOCATION_ID=.*' | sort -u || true")
                .lines()
                .toList();
    }

    /** Nothing from the tool's machine arrives here any more. */
    void cut() {
        on("iptables -I INPUT -s 198.51.100.1 -j DROP");
    }

    void reconnect() {
        on("iptables -F INPUT");
    }

    /** Power off and on; etcd need not come up, everything else has to. */
    void powerCycle() {
        try {
            host.powerCycle();
        } catch (LabException e) {
            assertThat(on("systemctl --failed --no-legend --plain | cut -d ' ' -f 1"))
                    .as(e.getMessage())
                    .isEqualTo("etcd.service");
        }
    }

    /** As a person who has looked would say it on the host. */
    void forget() {
        on("sh /var/lib/etcd-tls/deadman/switch forget");
    }

    /**
     * Files of a switch, and units of it that wait, run or have failed, one text; empty when there are none. systemd keeps the mere name of
     * a unit that it found at its boot in memory until its next reload.
     */
    String leftovers() {
        return on(
                "{ find / /run /tmp -xdev -iname '*deadman*' 2>/dev/null; find / -xdev -iname '*etcd-tls*' 2>/dev/null;"
                        + " systemctl list-units --no-legend '*etcd-tls*'; } | xargs");
    }

    private String on(String script) {
        return host.exec(LIMIT, List.of("bash", "-euc", script))
                .orThrow("on " + host.name() + ": " + script)
                .text()
                .strip();
    }
}
