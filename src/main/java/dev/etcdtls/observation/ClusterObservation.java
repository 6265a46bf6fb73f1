package dev.etcdtls.observation;

import dev.etcdtls.model.ConsumerName;
import dev.etcdtls.model.EtcdClusterId;
import dev.etcdtls.model.HostName;
import dev.etcdtls.model.MemberId;
import dev.etcdtls.model.Quorum;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The cluster at one moment: what its members and its hosts said.
 *
 * @param at when the look was finished, by the tool's clock
 * @param members every entry of the raft membership, in the order of their names, then ids
 * @param hosts every host of the inventory, in its order
 * @param alarms raised alarms in etcd's words, for example {@code NOSPACE m1}
 * @param disagreements in words, where members answer differently about the membership; empty when all agree
 * @param consumers every declared consumer that the tool can look at, in the order of the inventory
 */
public record ClusterObservation(
        Instant at,
        EtcdClusterId cluster,
        List<MemberObservation> members,
        List<HostObservation> hosts,
        List<String> alarms,
        List<String> disagreements,
        List<ConsumerObservation> consumers) {
    public ClusterObservation {
        members = List.copyOf(members);
        hosts = List.copyOf(hosts);
        alarms = List.copyOf(alarms);
        disagreements = List.copyOf(disagreements);
        consumers = List.copyOf(consumers);
    }

    /** A cluster of which no consumer was looked at. */
    public ClusterObservation(
            Instant at,
            EtcdClusterId cluster,
            List<MemberObservation> members,
            List<HostObservation> hosts,
            List<String> alarms,
            List<String> disagreements) {
        this(at, cluster, members, hosts, alarms, disagreements, List.of());
    }

    public Optional<MemberObservation> member(MemberId id) {
        return members.stream().filter(member -> member.id().equals(id)).findFirst();
    }

    public Optional<HostObservation> host(HostName name) {
        return hosts.stream().filter(host -> host.host().equals(name)).findFirst();
    }

    public Optional<ConsumerObservation> consumer(ConsumerName name) {
        return consumers.stream()
                .filter(consumer -> consumer.consumer().equals(name))
                .findFirst();
    }

    /** The facts of a host, if it could be looked at. */
    public Optional<HostFacts> facts(HostName name) {
        return host(name).flatMap(host -> host.sight().seen());
    }

    /** The etcd service on a host, if the host could be looked at and has one. */
    public Optional<EtcdService> service(HostName name) {
        return facts(name).flatMap(HostFacts::etcd);
    }

    public Quorum quorum() {
        return new Quorum((int)
                Math.max(1, members.stream().filter(member -> !member.learner()).count()));
    }

    /** Voters that answered and know a leader. */
    public List<MemberObservation> serving() {
        return members.stream()
                .filter(member -> !member.learner() && member.isServing())
                .toList();
    }

    public Optional<MemberId> leader() {
        return serving().stream()
                .flatMap(member -> member.status().seen().stream())
                .flatMap(status -> status.leader().stream())
                .findFirst();
    }

    /** This observation with one member replaced by its id. */
    public ClusterObservation with(MemberObservation changed) {
        return new ClusterObservation(
                at,
                cluster,
                members.stream()
                        .map(member -> member.id().equals(changed.id()) ? changed : member)
                        .toList(),
                hosts,
                alarms,
                disagreements,
                consumers);
    }

    /** This observation with one host replaced by its name. */
    public ClusterObservation with(HostObservation changed) {
        return new ClusterObservation(
                at,
                cluster,
                members,
                hosts.stream()
                        .map(host -> host.host().equals(changed.host()) ? changed : host)
                        .toList(),
                alarms,
                disagreements,
                consumers);
    }

    /** This observation with one consumer replaced by its name. */
    public ClusterObservation with(ConsumerObservation changed) {
        return with(consumers.stream()
                .map(consumer -> consumer.consumer().equals(changed.consumer()) ? changed : consumer)
                .toList());
    }

    /** This observation with other consumers. */
    public ClusterObservation with(List<ConsumerObservation> others) {
        return new ClusterObservation(at, cluster, members, hosts, alarms, disagreements, others);
    }
}
