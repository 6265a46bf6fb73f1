package dev.etcdtls.bench;

import dev.etcdtls.lab.ExecResult;
import dev.etcdtls.lab.HostRole;
import dev.etcdtls.lab.Lab;
import dev.etcdtls.lab.LabHost;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** Makes the lab's cluster a new plaintext one again, so that each round begins alike: same settings, no certificates, the same keys. */
final class PlaintextCluster {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final int TRIES = 100;

    private final Lab lab;
    private final int keys;

    PlaintextCluster(Lab lab, int keys) {
        this.lab = lab;
        this.keys = keys;
    }

    /** Once, before anything is done to the members; the lab's workload rests from here on. */
    void remember() {
        lab.exec("w1", "systemctl", "stop", "workload.service").orThrow("stopping the workload");
        members().forEach(member -> script(member, "cp -a /etc/default/etcd /root/etcd.plaintext"));
    }

    void reset() {
        members()
                .forEach(member -> script(
                        member,
                        "systemctl stop etcd.service; rm -rf /var/lib/etcd/* /etc/etcd/tls /var/lib/etcd-tls;"
                                + " cp -a /root/etcd.plaintext /etc/default/etcd; systemctl reset-failed"));
        members().forEach(member -> script(member, "systemctl start --no-block etcd.service"));
        members()
                .forEach(member -> script(
                        member,
                        "for i in $(seq " + TRIES + "); do etcdctl --endpoints=http://" + member.address()
                                + ":2379 endpoint health >/dev/null 2>&1 && exit 0; sleep 0.2; done; exit 1"));
        lab.host("w1")
                .exec(LIMIT, List.of("/usr/local/bin/etcd-workload", "fill", "--keys", String.valueOf(keys)))
                .orThrow("filling the cluster");
    }

    /** @throws BenchException unless every URL of the membership is https and each member answers a client with its certificate */
    void demandMutualTls() {
        for (LabHost member : members()) {
            String list = script(
                    member,
                    "ETCDCTL_API=3 etcdctl --endpoints=https://" + member.address()
                            + ":2379 --cacert=/etc/etcd/tls/current/ca.crt --cert=/etc/etcd/tls/current/member.crt"
                            + " --key=/etc/etcd/tls/current/member.key member list");
            if (list.contains("http://") || list.lines().count() != members().size()) {
                throw new BenchException(member.name() + " has no mutual TLS: " + list);
            }
        }
    }

    /** {@code NAME=ADDRESS} of each member. */
    List<String> addresses() {
        return members().stream()
                .map(member -> member.name() + "=" + member.address())
                .collect(Collectors.toList());
    }

    private List<LabHost> members() {
        return lab.hosts().stream()
                .filter(host -> host.role() == HostRole.MEMBER)
                .toList();
    }

    private static String script(LabHost host, String text) {
        ExecResult result = host.exec(LIMIT, List.of("bash", "-c", text));
        return result.orThrow(host.name() + ": " + text).text();
    }
}
