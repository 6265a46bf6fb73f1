package dev.etcdtls.report;

import dev.etcdtls.config.EtcdSettings;
import dev.etcdtls.model.HostName;
import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.observation.EtcdService;
import dev.etcdtls.observation.HostFacts;
import dev.etcdtls.observation.HostObservation;
import dev.etcdtls.observation.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Established connections to the members' client ports, counted by who holds their other end. */
record Connections(ClusterObservation seen) {
    /**
     * @param member the host that carries the member
     * @param from address of the other end
     * @param client who holds the other end
     */
    record Row(String member, int port, String from, Client client, long count) {}

    /** Who holds the other end of a connection, as far as it could be seen. */
    sealed interface Client {
        /** The member itself: the gateway that turns HTTP into gRPC dials the member's own listener. */
        record Gateway() implements Client {}

        /** @param process its name without its id, {@code etcd-workload}; empty when unknown, as the unit is */
        record Seen(HostName host, String process, String unit) implements Client {}

        /** A machine that the inventory does not name. */
        record Elsewhere() implements Client {}
    }

    List<Row> rows() {
        Map<String, Row> rows = new TreeMap<>();
        for (HostObservation host : seen.hosts()) {
            Set<Integer> ports = clientPorts(host);
            for (Socket socket : sockets(host)) {
                if (socket.state() == Socket.State.ESTABLISHED
                        && ports.contains(socket.local().port())) {
                    add(rows, host.host(), socket);
                }
            }
        }
        return new ArrayList<>(rows.values());
    }

    private void add(Map<String, Row> rows, HostName member, Socket socket) {
        Row one = new Row(member.value(), socket.local().port(), socket.remote().bareHost(), client(member, socket), 1);
        rows.merge(
                member + " " + one.port() + " " + one.from() + " " + one.client(),
                one,
                (old, _) -> new Row(old.member(), old.port(), old.from(), old.client(), old.count() + 1));
    }

    /** The process that holds the other end, if its host was looked at and still had the socket. */
    private Client client(HostName member, Socket served) {
        for (HostObservation host : seen.hosts()) {
            Optional<Socket> other = sockets(host).stream()
                    .filter(socket -> socket.local().equals(served.remote())
                            && socket.remote().equals(served.local()))
                    .findFirst();
            if (other.isPresent()) {
                return client(member, served, host.host(), other.get());
            }
        }
        return seen.hosts().stream()
                .filter(host -> host.sight().seen().stream()
                        .anyMatch(facts -> facts.machine()
                                .addresses()
                                .contains(served.remote().bareHost())))
                .map(host -> (Client) new Client.Seen(host.host(), "", ""))
                .findFirst()
                .orElseGet(Client.Elsewhere::new);
    }

    /** The very process that serves is no client of itself; another process of the same unit is one. */
    private static Client client(HostName member, Socket served, HostName host, Socket other) {
        boolean itself = host.equals(member)
                && !served.process().isEmpty()
                && served.process().equals(other.process());
        return itself
                ? new Client.Gateway()
                : new Client.Seen(host, other.process().replaceAll("/\\d+$", ""), other.unit());
    }

    private Set<Integer> clientPorts(HostObservation host) {
        return seen
                .service(host.host())
                .map(EtcdService::running)
                .filter(settings -> !settings.values().isEmpty())
                .map(EtcdSettings::listenClientUrls)
                .orElse(List.of())
                .stream()
                .map(url -> url.authority().port())
                .collect(Collectors.toSet());
    }

    private static List<Socket> sockets(HostObservation host) {
        return host.sight().seen().map(HostFacts::sockets).orElse(List.of());
    }
}
