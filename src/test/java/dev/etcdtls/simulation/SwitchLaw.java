package dev.etcdtls.simulation;

import dev.etcdtls.model.MemberId;
import dev.etcdtls.model.PeerUrl;
import java.util.List;
import java.util.Optional;

/**
 * Never is a dead-man switch armed on two hosts; none is armed while a person is asked, nor when a member's plaintext peer URLs go: from
 * there on the old file would no longer work.
 */
final class SwitchLaw {
    private final SimulatedCluster cluster;

    SwitchLaw(SimulatedCluster cluster) {
        this.cluster = cluster;
    }

    Optional<String> afterEffect() {
        List<String> armed = armed();
        return armed.size() > 1 ? Optional.of("dead-man switches are armed on " + armed) : Optional.empty();
    }

    Optional<String> whileAsked() {
        List<String> armed = armed();
        return armed.isEmpty()
                ? Optional.empty()
                : Optional.of("a person is asked while dead-man switches are armed on " + armed);
    }

    Optional<String> onUpdate(MemberId member, List<PeerUrl> after) {
        String host = cluster.network.member(member).host.name.value();
        return after.stream().allMatch(PeerUrl::isHttps) && armed().contains(host)
                ? Optional.of("plaintext peer URLs of " + host + " go while its dead-man switch is armed")
                : Optional.empty();
    }

    private List<String> armed() {
        return cluster.hostNames().stream()
                .map(cluster::host)
                .filter(host ->
                        host.deadMan.filter(lies -> lies.state().isArmed()).isPresent())
                .map(host -> host.name.value())
                .toList();
    }
}
