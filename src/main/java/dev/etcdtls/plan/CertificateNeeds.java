package dev.etcdtls.plan;

import dev.etcdtls.certificate.CertificateRequest;
import dev.etcdtls.certificate.MemberRequests;
import dev.etcdtls.config.EtcdSettings;
import dev.etcdtls.guard.SeatedMember;
import dev.etcdtls.inventory.Balancer;
import dev.etcdtls.inventory.Inventory;
import dev.etcdtls.model.Authority;
import dev.etcdtls.model.ClientUrl;
import dev.etcdtls.model.PeerUrl;
import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.observation.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Which names a member's certificate needs, by what was seen of the member and of the sockets between members. */
final class CertificateNeeds {
    /** The inventory may call a balancer otherwise, and an issuer would leave such a name out, or refuse it. */
    private static final Pattern HOST_NAME =
            Pattern.compile("([a-z0-9]([a-z0-9-]*[a-z0-9])?\\.)*[a-z0-9]([a-z0-9-]*[a-z0-9])?");

    private CertificateNeeds() {}

    static CertificateRequest of(SeatedMember seat, Situation situation, ClusterObservation state) {
        return MemberRequests.member(
                situation.inventory().cluster(),
                seat.member().name(),
                urls(seat),
                sources(seat, state),
                clientNames(situation.inventory()),
                situation.inventory().issuer().ttl());
    }

    /** Besides what the inventory names: balancers, whose name or addresses clients dial that get through to a member. */
    private static List<String> clientNames(Inventory inventory) {
        List<String> names = new ArrayList<>(inventory.names().client());
        for (Balancer balancer : inventory.tuning().clients().balancers()) {
            String name = balancer.name().value().toLowerCase(Locale.ROOT);
            if (HOST_NAME.matcher(name).matches()) {
                names.add(name);
            }
            names.addAll(balancer.addresses());
        }
        return names;
    }

    private static List<Authority> urls(SeatedMember seat) {
        EtcdSettings running = seat.running();
        List<Authority> urls = new ArrayList<>();
        Stream.of(seat.member().membership().peerUrls(), running.listenPeerUrls())
                .flatMap(List::stream)
                .map(PeerUrl::authority)
                .forEach(urls::add);
        Stream.of(seat.member().membership().clientUrls(), running.listenClientUrls(), running.advertiseClientUrls())
                .flatMap(List::stream)
                .map(ClientUrl::authority)
                .forEach(urls::add);
        return urls;
    }

    /**
     * Addresses from which this member dials its peers: the near ends of its own connections to their peer ports, and what arrives at theirs
     * from an address of its host. A peer listener checks the remote IP against the IP SANs.
     */
    private static SortedSet<String> sources(SeatedMember seat, ClusterObservation state) {
        SortedSet<String> sources = new TreeSet<>();
        for (SeatedMember other : SeatedMember.all(state)) {
            if (!other.member().id().equals(seat.member().id())) {
                List<Authority> peers = other.member().membership().peerUrls().stream()
                        .map(PeerUrl::authority)
                        .toList();
                established(seat)
                        .filter(socket -> peers.contains(socket.remote()))
                        .forEach(socket -> sources.add(socket.local().bareHost()));
                List<Integer> ports = peers.stream().map(Authority::port).toList();
                established(other)
                        .filter(socket -> ports.contains(socket.local().port()))
                        .map(socket -> socket.remote().bareHost())
                        .filter(seat.facts().machine().addresses()::contains)
                        .forEach(sources::add);
            }
        }
        return sources;
    }

    private static Stream<Socket> established(SeatedMember seat) {
        return seat.facts().sockets().stream().filter(socket -> socket.state() == Socket.State.ESTABLISHED);
    }
}
