package dev.etcdtls.report;

import dev.etcdtls.config.EtcdSettings;
import dev.etcdtls.model.Authority;
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
     * @param from address of the other end
     * @param who host, process and unit of the other end, as far as they could be seen
     */
    record Row(String member, int port, String from, String who, long count) {}

    List<Row> rows() {
        Map<String, Row> rows = new TreeMap<>();
        for (HostObservation host : seen.hosts()) {
            Set<Integer> ports = clientPorts(host);
            for (Socket socket : sockets(host)) {
                if (socket.state() == Socket.State.ESTABLISHED
                        && ports.contains(socket.local().port())) {
                    add(rows, host.host().value(), socket);
                }
            }
        }
        return new ArrayList<>(rows.values());
    }

    private void add(Map<String, Row> rows, String member, Socket socket) {
        Row one = new Row(
                member, socket.local().port(), socket.remote().bareHost(), who(socket.remote(), socket.local()), 1);
        rows.merge(
                member + one.port() + one.from() + one.who(),
                one,
                (old, _) -> new Row(old.member(), old.port(), old.from(), old.who(), old.count() + 1));
    }

    /** The process that holds the other end, if its host was looked at and still had the socket. */
    private String who(Authority local, Authority remote) {
        for (HostObservation host : seen.hosts()) {
            Optional<Socket> other = sockets(host).stream()
                    .filter(socket ->
                            socket.local().equals(local) && socket.remote().equals(remote))
                    .findFirst();
            if (other.isPresent()) {
                return words(host, other.get());
            }
        }
        return seen.hosts().stream()
                .filter(host -> host.sight().seen().stream()
                        .anyMatch(facts -> facts.machine().addresses().contains(local.bareHost())))
                .map(host -> host.host() + ", process not seen")
                .findFirst()
                .orElse("a machine that the inventory does not name");
    }

    private static String words(HostObservation host, Socket socket) {
        String process = socket.process().isEmpty()
                ? "unknown process"
                : socket.process().replaceAll("/\\d+$", "");
        return host.host() + ", " + process + (socket.unit().isEmpty() ? "" : ", " + socket.unit());
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
