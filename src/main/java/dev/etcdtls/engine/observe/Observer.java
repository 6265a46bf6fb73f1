package dev.etcdtls.engine.observe;

import dev.etcdtls.consumer.ClientPlace;
import dev.etcdtls.inventory.HostEntry;
import dev.etcdtls.inventory.Inventory;
import dev.etcdtls.model.HostName;
import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.observation.HostObservation;
import dev.etcdtls.port.ConsumerLook;
import dev.etcdtls.port.Hosts;
import dev.etcdtls.port.Pacer;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Looks at every host and asks every member, and changes nothing.
 *
 * <ol>
 *   <li>All hosts are looked at, at once, each together with the consumers on it that the tool moves.
 *   <li>Each member is asked at the listeners of its own running process: status, membership, alarms. Hosts come first because they take
 *       longer: what members say must be fresh when a guard judges it.
 *   <li>Which host carries which member is what the members themselves say (their status names their id), never a configuration file.
 * </ol>
 */
public final class Observer {
    private final Hosts hosts;
    private final ConsumerLooks consumers;
    private final Endpoints endpoints;
    private final LatestEndpoints latest;
    private final Pacer pacer;

    /** @param latest is kept up to date with every look */
    public Observer(Hosts hosts, ConsumerLook consumers, Endpoints endpoints, LatestEndpoints latest, Pacer pacer) {
        this.hosts = hosts;
        this.consumers = new ConsumerLooks(consumers);
        this.endpoints = endpoints;
        this.latest = latest;
        this.pacer = pacer;
    }

    /** The cluster and its hosts now. What could not be seen is in the observation with its reason; never throws for expected trouble. */
    public ClusterObservation observe(Inventory inventory) {
        List<ConsumerLooks.OnHost> looked =
                Together.ask(inventory.hosts(), entry -> consumers.after(look(inventory, entry.name()), inventory));
        List<HostObservation> seen =
                looked.stream().map(ConsumerLooks.OnHost::host).toList();
        Set<HostName> memberHosts =
                inventory.memberHosts().stream().map(HostEntry::name).collect(Collectors.toSet());
        List<Answer> answers = Together.ask(
                seen.stream().filter(host -> memberHosts.contains(host.host())).toList(),
                host -> Answer.from(host, endpoints));
        Assembly assembly = new Assembly(answers);
        ClusterObservation cluster = new ClusterObservation(
                pacer.now(),
                assembly.cluster(),
                assembly.members(),
                seen,
                assembly.alarms(),
                assembly.disagreements(),
                ConsumerLooks.inOrder(inventory, looked));
        latest.update(cluster, endpoints);
        return cluster;
    }

    private HostObservation look(Inventory inventory, HostName name) {
        HostObservation seen = hosts.observe(name, ClientPlace.on(inventory, name));
        return inventory.hasClientsOnly(name) ? seen.ofClientsOnly() : seen;
    }
}
