package dev.etcdtls.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The texts that describe a running lab: the inventory for etcd-tls, the ssh configuration, and the lab's own record. */
final class LabTexts {
    private final LabOptions options;
    private final LabDirectory directory;
    private final List<HostPlan> hosts;

    LabTexts(LabOptions options, LabDirectory directory, List<HostPlan> hosts) {
        this.options = options;
        this.directory = directory;
        this.hosts = List.copyOf(hosts);
    }

    String inventory() {
        List<String> lines = new ArrayList<>();
        lines.add("# the lab " + options.name() + ", as bin/lab has started it");
        lines.add("cluster: c1");
        lines.add("hosts:");
        for (HostPlan host : hosts) {
            switch (host.role()) {
                case MEMBER ->
                    lines.add("  - {name: %s, ssh: ops@%s:22, member: true}".formatted(host.name(), host.address()));
                case WORKLOAD, APISERVER, NODE ->
                    lines.add("  - {name: %s, ssh: ops@%s:22}".formatted(host.name(), host.address()));
                case ISSUER, BALANCER, API_LOAD, STRANGER -> {}
            }
        }
        lines.add("reach: ssh");
        lines.addAll(issuer());
        lines.addAll(clientNames());
        lines.addAll(consumers());
        lines.add("census: {quiet: 10s, wait: 5m}");
        return String.join("\n", lines) + "\n";
    }

    private List<String> issuer() {
        return switch (options.issuer()) {
            case LOCAL -> List.of("issuer: {kind: local}");
            case OPENBAO ->
                List.of(
                        "issuer:",
                        "  kind: openbao",
                        "  url: " + OpenBao.URL,
                        "  ca-file: " + directory.file(LabDirectory.OPENBAO_CA),
                        "  token-file: " + directory.file(LabDirectory.OPENBAO_TOKEN),
                        "  mount: etcd/c1/pki",
                        "  role: member",
                        "  keys: host-born",
                        "  ttl: 720h");
        };
    }

    /** What clients dial that go through the load balancer. */
    private List<String> clientNames() {
        return hosts.stream().anyMatch(host -> host.role() == HostRole.BALANCER)
                ? List.of("client-names: [lb]")
                : List.of();
    }

    private List<String> consumers() {
        List<String> lines = hosts.stream().flatMap(LabTexts::consumer).toList();
        if (lines.isEmpty()) {
            return List.of("consumers: []");
        }
        return Stream.concat(Stream.of("consumers:"), lines.stream()).toList();
    }

    private static Stream<String> consumer(HostPlan host) {
        String name = host.name();
        return switch (host.role()) {
            case MEMBER, ISSUER, BALANCER, API_LOAD, STRANGER -> Stream.of();
            case WORKLOAD ->
                Stream.of(consumer("workload", "self-moving", name, "workload.service", "/etc/default/workload"));
            case APISERVER ->
                Stream.of(consumer(
                        "apiserver-" + name, "kube-apiserver", name, KubeTexts.UNIT, KubeTexts.etcdFile(name)));
            case NODE ->
                Stream.of(
                        consumer("flanneld-" + name, "flanneld", name, FlannelTexts.UNIT, FlannelTexts.etcdFile(name)));
        };
    }

    private static String consumer(String name, String kind, String host, String unit, String file) {
        return "  - {name: %s, kind: %s, host: %s, unit: %s, files: [%s]}".formatted(name, kind, host, unit, file);
    }

    String sshConfig() {
        StringBuilder text = new StringBuilder("# ssh -F " + directory.file(LabDirectory.SSH_CONFIG) + " m1\n");
        for (HostPlan host : hosts) {
            text.append("Host ").append(host.name()).append(' ').append(host.address());
            text.append("\n  HostName ").append(host.address()).append('\n');
        }
        return text.append("Host *\n  User ops\n  IdentitiesOnly yes\n  IdentityFile ")
                .append(directory.file(LabDirectory.SSH_KEY))
                .append("\n  UserKnownHostsFile ")
                .append(directory.file(LabDirectory.KNOWN_HOSTS))
                .append("\n  StrictHostKeyChecking yes\n")
                .toString();
    }
}
