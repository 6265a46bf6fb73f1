package dev.etcdtls.plan;

import dev.etcdtls.config.EtcdSettings;
import dev.etcdtls.guard.SeatedMember;
import dev.etcdtls.model.ClientUrl;
import dev.etcdtls.model.MemberId;
import dev.etcdtls.model.PeerUrl;
import dev.etcdtls.model.Quorum;
import dev.etcdtls.observation.ClusterObservation;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Asks the invariants of one state of the cluster. */
final class Dangers {
    private Dangers() {}

    /** What clients were promised: a client URL of a member. */
    record Endpoint(MemberId member, ClientUrl url) {}

    static Set<Danger> of(ClusterObservation state, Set<Endpoint> promised) {
        Set<Danger> dangers = new LinkedHashSet<>();
        Quorum quorum = state.quorum();
        PeerLinks links = new PeerLinks(state);
        for (SeatedMember seat : SeatedMember.all(state)) {
            MemberId id = seat.member().id();
            if (!quorum.hasNoRedundancy() && !links.hasGroup(quorum.size(), group -> !group.contains(id))) {
                dangers.add(new Danger.NoQuorumWithout(id, seat.member().name()));
            }
            if (!comesBack(state, seat, quorum)) {
                dangers.add(new Danger.NoWayBack(id, seat.member().name()));
            }
        }
        Set<Endpoint> served = endpoints(state);
        promised.stream()
                .filter(endpoint -> !served.contains(endpoint))
                .forEach(endpoint -> dangers.add(new Danger.EndpointGone(endpoint.member(), endpoint.url())));
        return dangers;
    }

    /** The client URLs that members serve now; an https one only with a certificate that is there. */
    static Set<Endpoint> endpoints(ClusterObservation state) {
        return SeatedMember.all(state).stream()
                .flatMap(seat -> seat.running().listenClientUrls().stream()
                        .filter(url -> !url.isHttps() || hasCertificates(seat, ""))
                        .map(url -> new Endpoint(seat.member().id(), url)))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static boolean comesBack(ClusterObservation state, SeatedMember crashed, Quorum quorum) {
        ClusterObservation restarted = PredictedService.restarted(state, crashed.host());
        MemberId id = crashed.member().id();
        return SeatedMember.of(restarted, id).filter(Dangers::starts).isPresent()
                && new PeerLinks(restarted).hasGroup(quorum.size(), group -> group.contains(id));
    }

    /** etcd does not start with an https listener and without certificate and key. */
    private static boolean starts(SeatedMember seat) {
        EtcdSettings settings = seat.running();
        boolean clientTls = settings.listenClientUrls().stream().anyMatch(ClientUrl::isHttps);
        boolean peerTls = settings.listenPeerUrls().stream().anyMatch(PeerUrl::isHttps);
        return (!clientTls || hasCertificates(seat, "")) && (!peerTls || hasCertificates(seat, "peer-"));
    }

    private static boolean hasCertificates(SeatedMember seat, String plane) {
        return seat.facts().currentCertificates().isPresent()
                && Stream.of("cert-file", "key-file")
                        .allMatch(file -> seat.running().get(plane + file).isPresent());
    }
}
