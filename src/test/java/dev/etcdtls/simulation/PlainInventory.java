package dev.etcdtls.simulation;

import dev.etcdtls.inventory.CensusTimes;
import dev.etcdtls.inventory.ConsumerEntry;
import dev.etcdtls.inventory.HostEntry;
import dev.etcdtls.inventory.Inventory;
import dev.etcdtls.inventory.IssuerSettings;
import dev.etcdtls.inventory.Ports;
import dev.etcdtls.inventory.Reach;
import dev.etcdtls.inventory.SshAddress;
import java.time.Duration;
import java.util.List;

/** The inventory that names every member's host: local CA, a short census. */
final class PlainInventory {
    private PlainInventory() {}

    static Inventory of(SimulatedCluster cluster, List<ConsumerEntry> consumers) {
        List<HostEntry> hosts = cluster.members().stream()
                .map(member -> new HostEntry(member.host.name, SshAddress.parse("ops@" + member.host.address), true))
                .toList();
        return new Inventory(
                SimulatedCluster.NAME,
                hosts,
                new IssuerSettings.Local(Duration.ofHours(720), IssuerSettings.KeyOrigin.HOST_BORN),
                consumers,
                new Inventory.Names(List.of(), List.of()),
                new Inventory.Tuning(
                        Reach.SSH, Ports.DEFAULT, new CensusTimes(Duration.ofSeconds(10), Duration.ofMinutes(5))));
    }
}
