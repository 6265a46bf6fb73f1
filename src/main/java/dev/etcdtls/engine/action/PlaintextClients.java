package dev.etcdtls.engine.action;

import dev.etcdtls.model.Authority;
import dev.etcdtls.port.CensusTaker.ClientConnection;
import dev.etcdtls.port.CensusTaker.Speech;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Connections that are not TLS, one line for each client: one that dials every member, or anew for each request, is told once. */
final class PlaintextClients {
    private static final Comparator<Client> ORDER = Comparator.comparing(Client::process)
            .thenComparing(Client::unit)
            .thenComparing(Client::where)
            .thenComparing(Client::from)
            .thenComparing(Client::speech);

    private final SortedMap<Client, Connected> clients = new TreeMap<>(ORDER);

    /** @param process without its id */
    private record Client(String process, String unit, String where, String from, Speech speech) {}

    private record Connected(SortedSet<String> processes, SortedSet<Authority> to) {}

    void add(ClientConnection connection) {
        Client client = new Client(
                connection.process().replaceAll("/\\d+$", ""),
                connection.unit(),
                connection.where(),
                connection.remote().host(),
                connection.speech());
        Connected connected = clients.computeIfAbsent(
                client, _ -> new Connected(new TreeSet<>(), new TreeSet<>(Comparator.comparing(Authority::toString))));
        connected.processes().add(connection.process());
        connected.to().add(connection.local());
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        clients.forEach((client, connected) -> lines.add(line(client, connected)));
        return List.copyOf(lines);
    }

    private static String line(Client client, Connected connected) {
        String process = client.process().isEmpty()
                ? "an unknown process"
                : connected.processes().size() == 1
                        ? connected.processes().first()
                        : client.process() + ", several processes,";
        return process
                + (client.unit().isEmpty() ? "" : " of " + client.unit())
                + (client.where().isEmpty() ? "" : " on " + client.where())
                + " from " + client.from() + " to "
                + String.join(
                        ", ", connected.to().stream().map(Authority::toString).toList())
                + switch (client.speech()) {
                    case PLAINTEXT, TLS -> "";
                    case UNCLEAR -> ", in a language that could not be told";
                    case SILENT -> ", silent so far";
                    case HEALTH_CHECK -> ", asking for /health: a health check";
                    case KNOCK -> ", without a word";
                };
    }
}
