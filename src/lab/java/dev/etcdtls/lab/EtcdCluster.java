package dev.etcdtls.lab;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** The plaintext etcd cluster that a lab begins with, configured as a Debian administrator would. */
final class EtcdCluster {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final List<LabHost> members;
    private final BalancerChoice balancer;

    /** @param balancer who asks for the members' health; some do so on a port of its own */
    EtcdCluster(List<LabHost> members, BalancerChoice balancer) {
        this.members = List.copyOf(members);
        this.balancer = balancer;
    }

    /** Writes every member's settings, starts all members, and returns when each is healthy. */
    void start() {
        for (LabHost member : members) {
            member.put(List.of(new HostFile("/etc/default/etcd", 0644, environmentFile(member))));
            // Not waited for: a first member becomes ready only when a quorum is there.
            member.script("systemctl enable --quiet etcd.service; systemctl start --no-block etcd.service");
        }
        members.forEach(EtcdCluster::awaitHealthy);
    }

    /** Where the members answer clients, in plaintext, in the order of the members. */
    List<String> clientUrls() {
        return clientUrls(members.stream().map(LabHost::address).toList());
    }

    static List<String> clientUrls(List<String> addresses) {
        return addresses.stream().map(EtcdCluster::clientUrl).toList();
    }

    private String environmentFile(LabHost member) {
        String cluster =
                members.stream().map(each -> each.name() + "=" + peerUrl(each)).collect(Collectors.joining(","));
        return """
                ## etcd(1) daemon options of %1$s, kept by hand
                ## See "/usr/share/doc/etcd-server/op-guide/configuration.md.gz"

                ETCD_NAME=%1$s
                # peers: plaintext on the storage network
                ETCD_LISTEN_PEER_URLS=%2$s
                ETCD_INITIAL_ADVERTISE_PEER_URLS=%2$s
                # clients: kube-apiserver and flannel; loopback for the people on the host
                ETCD_LISTEN_CLIENT_URLS="%3$s,http://127.0.0.1:2379"
                ETCD_ADVERTISE_CLIENT_URLS=%3$s

                ETCD_INITIAL_CLUSTER=%4$s
                ETCD_INITIAL_CLUSTER_STATE=new
                ETCD_INITIAL_CLUSTER_TOKEN=lab

                # agreed with the backup people, do not change
                ETCD_SNAPSHOT_COUNT=20000
                LAB_NOTE="not etcd's business, must stay"
                """.formatted(member.name(), peerUrl(member), clientUrl(member), cluster) + metrics(member);
    }

    private String metrics(LabHost member) {
        return switch (balancer) {
            case METRICS ->
                "# the load balancer asks here\nETCD_LISTEN_METRICS_URLS=http://%s:2381\n".formatted(member.address());
            case NONE, HTTP, TCP -> "";
        };
    }

    private static void awaitHealthy(LabHost member) {
        boolean healthy = Deadline.in(LIMIT)
                .await(() -> member.exec(
                                Duration.ofSeconds(20),
                                List.of("etcdctl", "--endpoints=" + clientUrl(member), "endpoint", "health"))
                        .succeeded());
        if (!healthy) {
            String journal = member.exec(
                            Duration.ofSeconds(20), List.of("journalctl", "-u", "etcd", "-n", "20", "--no-pager"))
                    .text();
            throw new LabException("etcd on %s is not healthy after %s; its journal ends: %s"
                    .formatted(member.name(), LIMIT, journal));
        }
    }

    private static String clientUrl(LabHost member) {
        return clientUrl(member.address());
    }

    private static String clientUrl(String address) {
        return "http://" + address + ":2379";
    }

    private static String peerUrl(LabHost member) {
        return "http://" + member.address() + ":2380";
    }
}
