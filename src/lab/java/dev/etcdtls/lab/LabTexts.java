package dev.etcdtls.lab;

import java.util.ArrayList;
import java.util.List;

/** The texts that describe a running lab: the inventory for etcd-tls, the ssh configuration, and the lab's own record. */
final class LabTexts {
    private final LabOptions options;
    private final LabDirectory directory;
    private final List<LabHost> hosts;

    LabTexts(LabOptions options, LabDirectory directory, List<LabHost> hosts) {
        this.options = options;
        this.directory = directory;
        this.hosts = List.copyOf(hosts);
    }

    String inventory() {
        List<String> lines = new ArrayList<>();
        lines.add("# the lab " + options.name() + ", as bin/lab has started it");
        lines.add("cluster: c1");
        lines.add("hosts:");
        for (LabHost host : hosts) {
            switch (host.role()) {
                case MEMBER ->
                    lines.add("  - {name: %s, ssh: ops@%s:22, member: true}".formatted(host.name(), host.address()));
                case WORKLOAD -> lines.add("  - {name: %s, ssh: ops@%s:22}".formatted(host.name(), host.address()));
                case ISSUER -> {}
            }
        }
        lines.add("reach: ssh");
        lines.addAll(issuer());
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

    private List<String> consumers() {
        return switch (options.workload()) {
            case NONE -> List.of("consumers: []");
            case RUNNING ->
                List.of(
                        "consumers:",
                        "  - {name: workload, kind: self-moving, host: w1, unit: workload.service,"
                                + " files: [/etc/default/workload]}");
        };
    }

    String sshConfig() {
        StringBuilder text = new StringBuilder("# ssh -F " + directory.file(LabDirectory.SSH_CONFIG) + " m1\n");
        for (LabHost host : hosts) {
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
