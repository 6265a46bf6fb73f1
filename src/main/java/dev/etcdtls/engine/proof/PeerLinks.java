package dev.etcdtls.engine.proof;

import dev.etcdtls.certificate.CertificateFolder;
import dev.etcdtls.engine.observe.RollCall.Seat;
import dev.etcdtls.engine.observe.Together;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.Outcome;
import dev.etcdtls.model.PeerUrl;
import dev.etcdtls.model.Problem;
import dev.etcdtls.model.Verdict;
import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.observation.EtcdService;
import dev.etcdtls.observation.MemberStatus;
import dev.etcdtls.port.EtcdEndpoint;
import dev.etcdtls.port.EtcdPorts;
import dev.etcdtls.port.PeerDialer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Whether members reach each other's peer listeners, both ways. The health of the cluster does not tell: raft goes on over links of which
 * only one side can dial.
 */
public final class PeerLinks {
    private final PeerDialer dialer;
    private final List<Seat> seats;

    public PeerLinks(PeerDialer dialer, List<Seat> seats) {
        this.dialer = dialer;
        this.seats = List.copyOf(seats);
    }

    private record Link(Seat from, Seat to, PeerUrl url) {}

    /** Every host to every member, its own included. */
    public Verdict all(ClusterObservation seen) {
        Verdict silent = Verdict.pass();
        List<Link> links = new ArrayList<>();
        for (Seat to : seats) {
            List<PeerUrl> urls = listening(to, seen);
            if (urls.isEmpty()) {
                silent = silent.and(new Verdict.Inconclusive(List.of(problem(
                        ErrorCode.GATE_INCONCLUSIVE, to, "no peer listener of it is known that others could dial"))));
            }
            seats.forEach(from -> urls.forEach(url -> links.add(new Link(from, to, url))));
        }
        return Together.ask(links, link -> dialer.dial(link.from().host(), link.url(), CertificateFolder.MEMBER))
                .stream()
                .reduce(silent, Verdict::and);
    }

    /** The URLs of a member in the raft store whose scheme its process listens with. */
    private static List<PeerUrl> listening(Seat seat, ClusterObservation seen) {
        List<PeerUrl> listened = seen.service(seat.host())
                .map(EtcdService::running)
                .filter(running -> !running.values().isEmpty())
                .map(running -> running.listenPeerUrls())
                .orElse(List.of());
        return seen.member(seat.id()).stream()
                .flatMap(member -> member.membership().peerUrls().stream())
                .filter(url -> listened.stream().anyMatch(own -> own.scheme() == url.scheme()))
                .toList();
    }

    /**
     * Every member counts active streams to all the others, or its host shows them: the count alone may stay too low for good, see
     * {@link PeerConnections}. What the version lacks (3.3) the dials replace.
     */
    public Verdict activeStreams(ClusterObservation seen, EtcdPorts etcd, Function<Seat, Optional<EtcdEndpoint>> at) {
        return Together.ask(
                        seats,
                        seat -> lacksMetric(seat, seen) ? Verdict.pass() : streams(seat, seen, etcd, at.apply(seat)))
                .stream()
                .reduce(Verdict.pass(), Verdict::and);
    }

    private static boolean lacksMetric(Seat seat, ClusterObservation seen) {
        return seen.member(seat.id())
                .flatMap(member -> member.status().seen())
                .map(MemberStatus::version)
                .filter(version -> !version.isAtLeast(3, 4, 0))
                .isPresent();
    }

    private Verdict streams(Seat seat, ClusterObservation seen, EtcdPorts etcd, Optional<EtcdEndpoint> endpoint) {
        Outcome<Integer> said = endpoint.map(etcd.api()::activePeers)
                .orElseGet(() -> new Outcome.Refused<>(
                        problem(ErrorCode.GATE_INCONCLUSIVE, seat, "it has no listener to ask for its metrics")));
        return switch (said) {
            case Outcome.Done<Integer>(Integer active) ->
                active == seats.size() - 1 || isConnected(seat, seen)
                        ? Verdict.pass()
                        : new Verdict.Fail(List.of(problem(
                                ErrorCode.GATE_FAILED,
                                seat,
                                "it has streams to " + active + " of " + (seats.size() - 1) + " other members")));
            case Outcome.Refused<Integer>(Problem why) -> new Verdict.Inconclusive(List.of(why));
            case Outcome.Unknown<Integer>(Problem why) -> new Verdict.Inconclusive(List.of(why));
        };
    }

    private boolean isConnected(Seat seat, ClusterObservation seen) {
        PeerConnections connections = new PeerConnections(seen);
        return seats.stream()
                .filter(other -> !other.equals(seat))
                .allMatch(other -> connections.standBetween(seat, other));
    }

    private static Problem problem(ErrorCode code, Seat seat, String summary) {
        return new Problem(
                code,
                "members/" + seat.name(),
                summary,
                "look at the peer links in its journal; restart no other member");
    }
}
