package dev.etcdtls.adapter.ssh;

import dev.etcdtls.model.Authority;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which processes of a host hold connections as clients, as far as samples have shown it. A connection that was over before a sample came
 * is laid to a process only if that is the one process seen to connect to the same port: who dials once for each request is rarely caught
 * in the very connection.
 */
final class Clients {
    private static final Pattern USER = Pattern.compile("users:\\(\\(\"([^\"]*)\",pid=(\\d+)");

    static final Client UNKNOWN = new Client("", "", "");

    private final Map<Traffic.Connection, Client> exact = new HashMap<>();
    private final Map<Integer, Set<Client>> byPort = new HashMap<>();

    /** A process in words, {@code name/pid}, and its unit; empty when unknown. */
    record Client(String process, String pid, String unit) {}

    private Clients() {}

    /** Reads the lines {@code seen} and {@code owner} of a census or of {@code clients.sh}. */
    static Clients of(HostReport report) {
        Clients clients = new Clients();
        Map<String, String> owners = SocketReading.owners(report.all("owner"));
        for (String line : report.all("seen")) {
            String[] words = line.split(" ", 3);
            Matcher user = USER.matcher(words.length == 3 ? words[2] : "");
            if (user.find()) {
                String pid = user.group(2);
                clients.add(
                        words[0], words[1], new Client(user.group(1) + "/" + pid, pid, owners.getOrDefault(pid, "")));
            }
        }
        return clients;
    }

    static Clients none() {
        return new Clients();
    }

    private void add(String local, String remote, Client client) {
        Optional<Authority> here = SocketReading.authority(local, 0);
        Optional<Authority> there = SocketReading.authority(remote, 0);
        if (here.isPresent() && there.isPresent()) {
            exact.put(new Traffic.Connection(here.get(), there.get()), client);
            byPort.computeIfAbsent(there.get().port(), _ -> new HashSet<>()).add(client);
        }
    }

    /** The process id of the very process that holds a connection. */
    Optional<String> pid(Traffic.Connection connection) {
        return Optional.ofNullable(exact.get(connection)).map(Client::pid);
    }

    /** The same as a number. */
    OptionalLong holder(Traffic.Connection connection) {
        return pid(connection).map(Long::parseLong).map(OptionalLong::of).orElse(OptionalLong.empty());
    }

    /** Whether the client of a connection can be named. */
    Client of(Traffic.Connection connection) {
        Client holder = exact.get(connection);
        if (holder != null) {
            return holder;
        }
        List<Client> candidates =
                List.copyOf(byPort.getOrDefault(connection.server().port(), Set.of()));
        return candidates.size() == 1 ? candidates.getFirst() : UNKNOWN;
    }
}
