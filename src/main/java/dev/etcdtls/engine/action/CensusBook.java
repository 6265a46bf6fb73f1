package dev.etcdtls.engine.action;

import dev.etcdtls.inventory.ConsumerEntry;
import dev.etcdtls.model.Authority;
import dev.etcdtls.model.BalancerName;
import dev.etcdtls.model.ConsumerName;
import dev.etcdtls.port.CensusTaker.ClientConnection;
import dev.etcdtls.port.CensusTaker.Speech;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Who was seen speaking what. A connection that was once seen speaking the wanted language stays proven while it lives: its language never
 * changes, and bytes of the other language are of another connection from the same port. Anything else counts as the other one, silence included; only who knocks and goes away again speaks no language, and loses
 * nothing as long as the port listens. TLS is wanted on the way there, plaintext on the way back.
 */
final class CensusBook {
    private final DeclaredConsumers consumers;
    private final DeclaredBalancers balancers;
    private final Speech wanted;
    private final Set<Pair> proven = new HashSet<>();
    private final Map<Pair, ClientConnection> names = new HashMap<>();
    private final SortedSet<ConsumerName> seenMoved = new TreeSet<>();
    private List<String> undeclared = List.of();
    private List<String> declared = List.of();
    private List<String> asking = List.of();
    private final PlaintextClients knocks = new PlaintextClients();

    CensusBook(DeclaredConsumers consumers, Speech wanted) {
        this(consumers, DeclaredBalancers.NONE, wanted);
    }

    CensusBook(DeclaredConsumers consumers, DeclaredBalancers balancers, Speech wanted) {
        this.consumers = consumers;
        this.balancers = balancers;
        this.wanted = wanted;
    }

    private record Pair(Authority local, Authority remote) {}

    /** Enters what one window showed; gives a line for each client that did not speak the wanted language in it. */
    List<String> enter(List<ClientConnection> window) {
        PlaintextClients unknown = new PlaintextClients();
        SortedMap<ConsumerName, PlaintextClients> known = new TreeMap<>();
        SortedMap<BalancerName, PlaintextClients> checks = new TreeMap<>();
        SortedMap<BalancerName, PlaintextClients> through = new TreeMap<>();
        for (ClientConnection entered : window) {
            ClientConnection connection = named(entered);
            Optional<ConsumerEntry> consumer = consumers.of(connection);
            Pair pair = new Pair(connection.local(), connection.remote());
            if (connection.speech() == Speech.KNOCK) {
                knocks.add(connection);
            } else if (connection.speech().proves(wanted)) {
                proven.add(pair);
                consumer.ifPresent(one -> seenMoved.add(one.name()));
            } else if (!proven.contains(pair) || connection.speech().proves(opposite())) {
                proven.remove(pair);
                balancers
                        .asking(connection)
                        .map(one -> under(one.name(), checks))
                        .or(() -> consumer.map(one -> under(one.name(), known)))
                        .or(() -> balancers.of(connection).map(one -> under(one.name(), through)))
                        .orElse(unknown)
                        .add(connection);
            }
        }
        undeclared = Stream.concat(unknown.lines().stream(), lines("through balancer ", through).stream())
                .toList();
        declared = lines("consumer ", known);
        asking = lines("balancer ", checks);
        return Stream.of(declared.stream(), asking.stream(), undeclared.stream().map(line -> "undeclared: " + line))
                .flatMap(Function.identity())
                .toList();
    }

    private static <N> PlaintextClients under(N name, SortedMap<N, PlaintextClients> byName) {
        return byName.computeIfAbsent(name, _ -> new PlaintextClients());
    }

    private static <N> List<String> lines(String kind, SortedMap<N, PlaintextClients> byName) {
        return byName.entrySet().stream()
                .flatMap(each -> each.getValue().lines().stream().map(line -> kind + each.getKey() + " (" + line + ")"))
                .toList();
    }

    /** A connection that ends while it is watched has nobody left who holds it: its name is the one that an earlier window gave. */
    private ClientConnection named(ClientConnection connection) {
        Pair pair = new Pair(connection.local(), connection.remote());
        if (!connection.process().isEmpty()) {
            names.put(pair, connection);
            return connection;
        }
        ClientConnection earlier = names.getOrDefault(pair, connection);
        return new ClientConnection(
                connection.local(),
                connection.remote(),
                connection.speech(),
                earlier.process(),
                earlier.unit(),
                connection.where(),
                connection.holder());
    }

    /** Undeclared clients of the last window, in words. */
    List<String> undeclared() {
        return undeclared;
    }

    /** Declared consumers that did not speak the wanted language in the last window, in words. */
    List<String> lastDeclared() {
        return declared;
    }

    /** Declared load balancers whose health check was of plaintext in the last window, in words. */
    List<String> asking() {
        return asking;
    }

    /** What they may ask instead. */
    String healthCheck() {
        return balancers.check();
    }

    /** Who connected and went away without a word, in any window, in words: health checks of TCP do. */
    List<String> knocks() {
        return knocks.lines();
    }

    SortedSet<ConsumerName> seenMoved() {
        return new TreeSet<>(seenMoved);
    }

    List<ConsumerName> notYetSeenMoved() {
        return consumers.names().stream()
                .filter(name -> !seenMoved.contains(name))
                .toList();
    }

    private Speech opposite() {
        return wanted == Speech.TLS ? Speech.PLAINTEXT : Speech.TLS;
    }
}
