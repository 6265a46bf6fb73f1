package dev.etcdtls.adapter.ssh;

import dev.etcdtls.consumer.ConsumerProcess;
import dev.etcdtls.inventory.ConsumerEntry;
import dev.etcdtls.model.Authority;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.HostName;
import dev.etcdtls.model.Outcome;
import dev.etcdtls.model.UnitName;
import dev.etcdtls.port.CensusTaker;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Counts clients by a capture on the member's host: polling would miss a client that connects for a few milliseconds.
 *
 * <ol>
 *   <li>For the window, tcpdump takes what clients send to the listening ports, and the sockets of the host are sampled.
 *   <li>The first bytes of a connection tell its language; one that is open and never sent a byte is silent.
 *   <li>Connections of the listening process itself (its gateway dials itself) and of the tool's own tunnels are left out.
 *   <li>The hosts of the inventory that clients sit on are asked which of their processes hold the connections.
 * </ol>
 *
 * <p>A capture that has lost packets is no answer.
 */
final class SshCensus implements CensusTaker {
    private static final int NO_TCPDUMP = 47;
    private static final String SAMPLE_SECONDS = "2";

    /** Of connections that differ in the client's port only; a client that dials for each request makes tens of thousands. */
    private static final int MOST_ALIKE = 100;

    private final RootShell shell;
    private final HostAddresses addresses;
    private final SshConsumers consumers;

    SshCensus(RootShell shell, HostAddresses addresses, SshConsumers consumers) {
        this.shell = shell;
        this.addresses = addresses;
        this.consumers = consumers;
    }

    @Override
    public Outcome<Optional<ConsumerProcess>> process(ConsumerEntry consumer) {
        return consumers.process(consumer);
    }

    @Override
    public Outcome<Rejections> rejections(HostName host, UnitName unit, Instant since) {
        return new SshRejections(shell).of(host, unit, since);
    }

    @Override
    public Outcome<List<ClientConnection>> watch(HostName host, List<Integer> ports, Duration window) {
        if (ports.isEmpty()) {
            throw new IllegalArgumentException("a census needs a port");
        }
        List<String> watched = ports.stream().sorted().map(String::valueOf).toList();
        String seconds = String.valueOf(Math.max(1, window.toSeconds()));
        return shell.run(host, RemoteScript.CENSUS, window, words(seconds, watched))
                .then(ended -> traffic(host, ended))
                .then(traffic -> new Outcome.Done<>(named(host, traffic, watched)));
    }

    private static Outcome<Traffic> traffic(HostName host, Finished ended) {
        if (ended.exit() == NO_TCPDUMP) {
            return new Outcome.Refused<>(
                    HostProblems.toolMissing(host, "tcpdump", "see which clients speak plaintext"));
        }
        Optional<Traffic> traffic = ended.complete() ? Traffic.parse(ended.out()) : Optional.empty();
        if (ended.exit() != 0 || traffic.isEmpty()) {
            return new Outcome.Refused<>(HostProblems.failed(host, "watching the clients", ended.complaint()));
        }
        if (traffic.get().dropped() > 0) {
            return new Outcome.Refused<>(HostProblems.of(
                    ErrorCode.GATE_INCONCLUSIVE,
                    host,
                    "the capture lost " + traffic.get().dropped() + " packets, so a client may have escaped it",
                    "take the census again when the host is less busy"));
        }
        return new Outcome.Done<>(traffic.get());
    }

    private List<ClientConnection> named(HostName host, Traffic traffic, List<String> ports) {
        Map<Traffic.Connection, String> where = new LinkedHashMap<>();
        traffic.connections().keySet().forEach(each -> where.put(each, where(host, each)));
        Map<String, Clients> clients = sampled(where.values().stream(), host, ports);
        clients.put(host.value(), traffic.clients());
        Map<ClientConnection, Integer> alike = new LinkedHashMap<>();
        List<ClientConnection> all = new ArrayList<>();
        traffic.connections().forEach((connection, speech) -> {
            String at = where.getOrDefault(connection, "");
            Clients there = clients.getOrDefault(at, Clients.none());
            Clients.Client client = there.of(connection);
            ClientConnection seen = new ClientConnection(
                    connection.server(),
                    connection.client(),
                    speech,
                    client.process(),
                    client.unit(),
                    at,
                    there.holder(connection));
            if (alike.merge(withoutPort(seen), 1, Integer::sum) <= MOST_ALIKE) {
                all.add(seen);
            }
        });
        return List.copyOf(all);
    }

    private static ClientConnection withoutPort(ClientConnection seen) {
        return new ClientConnection(
                seen.local(),
                new Authority(seen.remote().host(), 1),
                seen.speech(),
                seen.process(),
                seen.unit(),
                seen.where());
    }

    private String where(HostName host, Traffic.Connection connection) {
        boolean local = connection.client().isLoopback()
                || connection.client().host().equals(connection.server().host());
        return local
                ? host.value()
                : addresses
                        .hostOf(connection.client().bareHost())
                        .map(HostName::value)
                        .orElse("");
    }

    /** Asks the other hosts, all at once; one that cannot be asked leaves its clients without a name. */
    private Map<String, Clients> sampled(Stream<String> hosts, HostName here, List<String> ports) {
        SortedMap<String, Clients> found = new TreeMap<>();
        List<String> others = hosts.distinct()
                .filter(name -> !name.isEmpty() && !name.equals(here.value()))
                .toList();
        List<Thread> threads = new ArrayList<>();
        for (String other : others) {
            threads.add(Thread.ofVirtual().name("clients of " + other).start(() -> {
                Clients clients = sample(new HostName(other), ports);
                synchronized (found) {
                    found.put(other, clients);
                }
            }));
        }
        threads.forEach(SshCensus::join);
        synchronized (found) {
            return new LinkedHashMap<>(found);
        }
    }

    private Clients sample(HostName host, List<String> ports) {
        return shell.run(host, RemoteScript.CLIENTS, words(SAMPLE_SECONDS, ports))
                        instanceof Outcome.Done<Finished>(Finished ended)
                ? HostReport.parse(ended.out()).map(Clients::of).orElseGet(Clients::none)
                : Clients.none();
    }

    private static String[] words(String seconds, List<String> ports) {
        return Stream.concat(Stream.of(seconds), ports.stream()).toArray(String[]::new);
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
