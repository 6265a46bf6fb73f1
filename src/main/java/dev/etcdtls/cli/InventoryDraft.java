package dev.etcdtls.cli;

import dev.etcdtls.config.EtcdSettings;
import dev.etcdtls.inventory.CensusTimes;
import dev.etcdtls.inventory.HostEntry;
import dev.etcdtls.inventory.Inventory;
import dev.etcdtls.inventory.IssuerSettings;
import dev.etcdtls.inventory.Ports;
import dev.etcdtls.inventory.Reach;
import dev.etcdtls.inventory.SshAddress;
import dev.etcdtls.model.ClusterName;
import dev.etcdtls.model.HostName;
import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.observation.EtcdService;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** An inventory out of SSH addresses, and what a look at them adds. */
record InventoryDraft(String cluster, List<String> ssh, IssuerSettings issuer) {
    InventoryDraft {
        ssh = List.copyOf(ssh);
    }

    /** No host is taken for a member before it was looked at. */
    Inventory unlooked() {
        List<HostEntry> hosts = new ArrayList<>();
        for (String each : ssh) {
            int equals = each.indexOf('=');
            String name = equals < 0 ? "host-" + (hosts.size() + 1) : each.substring(0, equals);
            try {
                hosts.add(new HostEntry(new HostName(name), SshAddress.parse(each.substring(equals + 1)), false));
            } catch (IllegalArgumentException e) {
                throw InitCommand.wrong(
                        "--ssh " + each, String.valueOf(e.getMessage()), "write [name=]user@host[:port]");
            }
        }
        if (hosts.stream().map(HostEntry::name).distinct().count() < hosts.size()) {
            throw InitCommand.wrong("--ssh", "two hosts have the same name", "give each its own");
        }
        return with(hosts);
    }

    /** Hosts whose etcd runs are members, called as the member calls itself unless the person named them. */
    static Inventory looked(Inventory draft, ClusterObservation seen) {
        Set<HostName> taken = new HashSet<>();
        List<HostEntry> hosts = draft.hosts().stream()
                .map(host -> {
                    Optional<EtcdService> etcd = seen.service(host.name())
                            .filter(service -> service.unit().isActive());
                    HostName name = etcd.map(EtcdService::running)
                            .map(EtcdSettings::name)
                            .filter(_ -> host.name().value().startsWith("host-"))
                            .flatMap(InventoryDraft::hostName)
                            .filter(taken::add)
                            .orElse(host.name());
                    return new HostEntry(name, host.ssh(), etcd.isPresent());
                })
                .toList();
        return new Inventory(draft.cluster(), hosts, draft.issuer(), draft.consumers(), draft.names(), draft.tuning());
    }

    private static Optional<HostName> hostName(String member) {
        try {
            return Optional.of(new HostName(member));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private Inventory with(List<HostEntry> hosts) {
        try {
            return new Inventory(
                    new ClusterName(cluster),
                    hosts,
                    issuer,
                    List.of(),
                    new Inventory.Names(List.of(), List.of()),
                    new Inventory.Tuning(Reach.SSH, Ports.DEFAULT, CensusTimes.DEFAULT));
        } catch (IllegalArgumentException e) {
            throw InitCommand.wrong("--cluster " + cluster, String.valueOf(e.getMessage()), "choose a name like c1");
        }
    }
}
