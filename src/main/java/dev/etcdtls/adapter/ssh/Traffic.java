package dev.etcdtls.adapter.ssh;

import dev.etcdtls.model.Authority;
import dev.etcdtls.port.CensusTaker.Speech;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code census.sh} saw on a member's host.
 *
 * @param connections the language of each connection to the watched listeners, but for those of the listeners' own processes and of the
 *     tool's own tunnels
 * @param clients who on this host holds which connection
 * @param dropped packets that the capture has lost
 */
record Traffic(Map<Connection, Speech> connections, Clients clients, long dropped) {
    private static final Pattern PID = Pattern.compile("pid=(\\d+)");

    record Connection(Authority client, Authority server) {}

    /** Reads the script's output; empty when it was cut short. */
    static Optional<Traffic> parse(String text) {
        return HostReport.parse(text).map(Traffic::of);
    }

    private static Traffic of(HostReport report) {
        Set<String> addresses = new HashSet<>(report.all("address"));
        Set<String> own = new HashSet<>(report.all("self"));
        Set<Integer> ports = new HashSet<>();
        for (String listener : report.all("port")) {
            SocketReading.authority(listener.split(" ")[0], 0).ifPresent(at -> ports.add(at.port()));
            pid(listener).ifPresent(own::add);
        }
        Map<Connection, Speech> connections = new LinkedHashMap<>();
        for (String line : report.all("flow")) {
            Flow.parse(line)
                    .ifPresent(flow -> connections.merge(
                            new Connection(flow.client(), flow.server()), flow.speech(), Traffic::both));
        }
        for (String line : report.all("seen")) {
            String[] words = line.split(" ");
            SocketReading.authority(words[0], 0)
                    .ifPresent(server -> SocketReading.authority(words[1], 0)
                            .ifPresent(
                                    client -> connections.putIfAbsent(new Connection(client, server), Speech.SILENT)));
        }
        Clients clients = Clients.of(report);
        connections
                .keySet()
                .removeIf(each -> !ports.contains(each.server().port())
                        || !isHere(each.server(), addresses)
                        || clients.pid(each).filter(own::contains).isPresent());
        long dropped = report.first("dropped").map(Long::parseLong).orElse(0L);
        return new Traffic(connections, clients, dropped);
    }

    /** The same client port may be used twice in a window. */
    private static Speech both(Speech one, Speech other) {
        if (one == other) {
            return one;
        }
        if (saysNothing(one) && saysNothing(other)) {
            return Speech.SILENT;
        }
        return saysNothing(one) ? other : saysNothing(other) ? one : Speech.UNCLEAR;
    }

    private static boolean saysNothing(Speech speech) {
        return speech == Speech.SILENT || speech == Speech.KNOCK;
    }

    private static boolean isHere(Authority server, Set<String> addresses) {
        return addresses.contains(server.bareHost()) || server.isLoopback();
    }

    static Optional<String> pid(String line) {
        Matcher matcher = PID.matcher(line);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
