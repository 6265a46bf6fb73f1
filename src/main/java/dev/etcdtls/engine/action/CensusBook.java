package dev.etcdtls.engine.action;

import dev.etcdtls.inventory.ConsumerEntry;
import dev.etcdtls.model.Authority;
import dev.etcdtls.model.ConsumerName;
import dev.etcdtls.port.CensusTaker.ClientConnection;
import dev.etcdtls.port.CensusTaker.Speech;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Who was seen speaking what. A connection that was once seen speaking TLS stays proven while it lives: its language never changes. Anything
 * else counts as plaintext, silence included.
 */
final class CensusBook {
    private final List<ConsumerEntry> consumers;
    private final Set<Pair> proven = new HashSet<>();
    private final SortedSet<ConsumerName> seenOnTls = new TreeSet<>();
    private final SortedSet<String> undeclared = new TreeSet<>();
    private final SortedSet<String> declared = new TreeSet<>();

    CensusBook(List<ConsumerEntry> consumers) {
        this.consumers = List.copyOf(consumers);
    }

    private record Pair(Authority local, Authority remote) {}

    /** Enters what one window showed; gives a line for each client that spoke plaintext in it. */
    List<String> enter(List<ClientConnection> window) {
        undeclared.clear();
        declared.clear();
        for (ClientConnection connection : window) {
            Optional<ConsumerEntry> consumer = consumer(connection);
            Pair pair = new Pair(connection.local(), connection.remote());
            if (connection.speech() == Speech.TLS) {
                proven.add(pair);
                consumer.ifPresent(one -> seenOnTls.add(one.name()));
            } else if (!proven.contains(pair)) {
                String line = line(connection);
                consumer.ifPresentOrElse(
                        one -> declared.add("consumer " + one.name() + " (" + line + ")"), () -> undeclared.add(line));
            }
        }
        SortedSet<String> lines = new TreeSet<>(declared);
        undeclared.forEach(line -> lines.add("undeclared: " + line));
        return List.copyOf(lines);
    }

    /** Undeclared clients of the last window, in words. */
    List<String> undeclared() {
        return List.copyOf(undeclared);
    }

    /** Declared consumers that spoke plaintext in the last window, in words. */
    List<String> lastDeclared() {
        return List.copyOf(declared);
    }

    SortedSet<ConsumerName> seenOnTls() {
        return new TreeSet<>(seenOnTls);
    }

    List<ConsumerName> notYetSeenOnTls() {
        return consumers.stream()
                .map(ConsumerEntry::name)
                .filter(name -> !seenOnTls.contains(name))
                .toList();
    }

    private Optional<ConsumerEntry> consumer(ClientConnection connection) {
        return consumers.stream()
                .filter(consumer -> consumer.host().value().equals(connection.where()))
                .filter(consumer -> consumer.unit()
                        .filter(unit -> !unit.value().equals(connection.unit()))
                        .isEmpty())
                .findFirst();
    }

    private static String line(ClientConnection connection) {
        String process = connection.process().isEmpty() ? "an unknown process" : connection.process();
        String unit = connection.unit().isEmpty() ? "" : " of " + connection.unit();
        String where = connection.where().isEmpty() ? "" : " on " + connection.where();
        String silent = connection.speech() == Speech.SILENT ? ", silent so far" : "";
        return process + unit + where + " from " + connection.remote().host() + " to " + connection.local() + silent;
    }
}
