package dev.etcdtls.engine.proof;

import dev.etcdtls.engine.observe.RollCall.Seat;
import dev.etcdtls.model.HostName;
import dev.etcdtls.model.PeerUrl;
import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.observation.EtcdService;
import dev.etcdtls.observation.HostFacts;
import dev.etcdtls.observation.Socket;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whether a member's own process holds raft streams with another member, by the sockets of its host.
 *
 * <p>etcd's gauge {@code etcd_network_active_peers} can stay at 0 for good although every stream is up: a message that was posted before the
 * streams were there and fails 5 s later lowers it, and only a new stream raises it again (rafthttp's pipeline and streamReader; seen with
 * 3.5.16 after a restart).
 *
 * <p>A member dials two streams to each of the others and takes two from each; a stream that is silent for 5 s is closed by etcd, so that a
 * dead one is no longer in this list for long.
 */
final class PeerConnections {
    private static final int STREAMS = 2;

    private final ClusterObservation seen;

    PeerConnections(ClusterObservation seen) {
        this.seen = seen;
    }

    /** Both streams in both directions; false where the sockets of the host could not be seen. */
    boolean standBetween(Seat member, Seat other) {
        Set<String> addresses = facts(other.host())
                .map(facts -> Set.<String>copyOf(facts.machine().addresses()))
                .orElse(Set.of());
        Set<Integer> own = peerPorts(member.host());
        Set<Integer> others = peerPorts(other.host());
        List<Socket> sockets = ofEtcd(member.host())
                .filter(socket -> addresses.contains(socket.remote().bareHost()))
                .toList();
        long dialled = sockets.stream()
                .filter(socket -> others.contains(socket.remote().port())
                        && !own.contains(socket.local().port()))
                .count();
        long taken = sockets.stream()
                .filter(socket -> own.contains(socket.local().port()))
                .count();
        return dialled >= STREAMS && taken >= STREAMS;
    }

    private Stream<Socket> ofEtcd(HostName host) {
        Optional<String> unit =
                seen.service(host).map(service -> service.unit().name().toString());
        return facts(host).stream()
                .flatMap(facts -> facts.sockets().stream())
                .filter(socket -> socket.state() == Socket.State.ESTABLISHED)
                .filter(socket -> unit.equals(Optional.of(socket.unit())));
    }

    private Set<Integer> peerPorts(HostName host) {
        return seen.service(host).map(EtcdService::running).stream()
                .flatMap(running -> running.listenPeerUrls().stream())
                .map(PeerUrl::authority)
                .map(authority -> authority.port())
                .collect(Collectors.toSet());
    }

    private Optional<HostFacts> facts(HostName host) {
        return seen.facts(host);
    }
}
