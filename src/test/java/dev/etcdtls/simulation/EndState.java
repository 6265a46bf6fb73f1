package dev.etcdtls.simulation;

import dev.etcdtls.model.ClientUrl;
import dev.etcdtls.model.PeerUrl;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is still missing from mutual TLS, judged from the processes themselves and from nothing that the product says. */
public final class EndState {
    private EndState() {}

    /** @param kept listeners that stay plaintext on purpose, as {@code 127.0.0.1:2379} */
    public static List<String> shortcomings(SimulatedCluster cluster, String... kept) {
        List<String> missing = new ArrayList<>();
        cluster.members().forEach(member -> missing.addAll(ofMember(cluster, member, Set.of(kept))));
        if (cluster.lockHolder.isPresent()) {
            missing.add("the lock is still held");
        }
        if (cluster.run.operator().isPresent()) {
            missing.add("the tool's own certificate is still there");
        }
        return missing;
    }

    private static List<String> ofMember(SimulatedCluster cluster, SimulatedMember member, Set<String> kept) {
        List<String> missing = new ArrayList<>();
        Stream<ClientUrl> listeners = member.running().listenClientUrls().stream();
        listeners
                .filter(url -> !url.isHttps() && !kept.contains(url.authority().toString()))
                .forEach(url -> missing.add("listens on " + url));
        member.running().advertiseClientUrls().stream()
                .filter(url -> !url.isHttps())
                .forEach(url -> missing.add("advertises " + url));
        Stream.concat(
                        member.running().listenPeerUrls().stream(),
                        cluster.network.raft.peerUrls.getOrDefault(member.id, List.of()).stream())
                .filter(url -> !url.isHttps())
                .forEach(url -> missing.add("has the peer URL " + url));
        if (!member.running().isTrue("client-cert-auth") || !member.running().isTrue("peer-client-cert-auth")) {
            missing.add("does not ask for certificates on both planes");
        }
        if (member.host.version.limitsPeersByHostName()
                && member.allowedPeerName().isEmpty()) {
            missing.add("lets every certificate of the CA speak raft");
        }
        if (!member.running().get("initial-cluster").equals(Optional.of(membership(cluster)))) {
            missing.add("has an initial-cluster that is not the membership");
        }
        if (!member.running().equals(member.host.onNextStart())) {
            missing.add("would run differently after a reboot");
        }
        if (!member.ready) {
            missing.add("does not serve");
        }
        return missing.stream().map(what -> member.name + " " + what).toList();
    }

    private static String membership(SimulatedCluster cluster) {
        return cluster.members().stream()
                .sorted(Comparator.comparing(member -> member.name))
                .flatMap(member -> cluster.network.raft.peerUrls.getOrDefault(member.id, List.of()).stream()
                        .map(PeerUrl::toString)
                        .map(url -> member.name + "=" + url))
                .collect(Collectors.joining(","));
    }
}
