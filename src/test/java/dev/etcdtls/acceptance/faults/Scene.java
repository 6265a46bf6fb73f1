package dev.etcdtls.acceptance.faults;

import dev.etcdtls.demo.ClusterFacts;
import dev.etcdtls.lab.Lab;
import dev.etcdtls.lab.LabHost;
import dev.etcdtls.step.Phase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Where a fault strikes.
 *
 * @param target the host that the step is about; for a step of the whole cluster, the one that it asks
 * @param begun when the run began
 * @param runs the folder of the tool's runs
 */
public record Scene(Lab lab, LabHost target, Phase phase, Instant begun, Path runs) {
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final int TRIES = 150;

    /** What a shell script prints as root on a host; fails when it fails. */
    String on(LabHost host, String script) {
        return host.exec(LIMIT, List.of("bash", "-euc", "export ETCDCTL_API=3\n" + script))
                .orThrow("on " + host.name() + ": " + script)
                .text();
    }

    /** Members other than the target, in their order. */
    List<LabHost> others() {
        return new ClusterFacts(lab)
                .members().stream()
                        .filter(member -> !member.name().equals(target.name()))
                        .toList();
    }

    /** A member that is not the target and does not lead. */
    LabHost otherFollower() {
        return others().stream().filter(member -> !leads(member)).findFirst().orElseThrow();
    }

    boolean leads(LabHost member) {
        String json = on(member, etcdctl(member) + " endpoint status -w json");
        return json.replaceAll("(?s).*\"member_id\":(\\d+).*", "$1")
                .equals(json.replaceAll("(?s).*\"leader\":(\\d+).*", "$1"));
    }

    /** The member's id as etcdctl takes it. */
    String id(LabHost member) {
        return on(member, etcdctl(member) + " member list -w simple | grep ', " + member.name() + ",' | cut -d, -f1");
    }

    /** Asks a member on its own host, in the language that it speaks now. */
    String etcdctl(LabHost member) {
        String plaintext = "http://" + member.address() + ":2379";
        boolean open = member.exec(LIMIT, List.of("curl", "-sf", "-m", "3", "-o", "/dev/null", plaintext + "/version"))
                .succeeded();
        return ClusterFacts.etcdctl(member, open ? ClusterFacts.Access.PLAINTEXT : ClusterFacts.Access.TLS);
    }

    /** Lines of a unit's journal since the run began that match. */
    String journal(LabHost host, String pattern) {
        return host.exec(
                        LIMIT,
                        List.of(
                                "bash",
                                "-c",
                                "journalctl --no-pager -q -o short-iso -u etcd.service --since=@"
                                        + begun.getEpochSecond() + " | grep -E '" + pattern + "' | tail -1"))
                .text();
    }

    /** Starts a member's unit by hand and waits until it is active. */
    void start(LabHost host) {
        on(
                host,
                "systemctl reset-failed etcd.service || true; systemctl start --no-block etcd.service;"
                        + " for i in $(seq " + TRIES
                        + "); do systemctl is-active -q etcd.service && exit 0; sleep 0.2; done; exit 1");
    }
}
