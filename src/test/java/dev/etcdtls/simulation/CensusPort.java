package dev.etcdtls.simulation;

import dev.etcdtls.consumer.ConsumerProcess;
import dev.etcdtls.inventory.ConsumerEntry;
import dev.etcdtls.model.ClientUrl;
import dev.etcdtls.model.HostName;
import dev.etcdtls.model.Outcome;
import dev.etcdtls.model.UnitName;
import dev.etcdtls.port.CensusTaker;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Sees the simulated clients. One that moves when it is named moves at the end of the window in which it was seen, if every member serves
 * TLS by then.
 */
final class CensusPort implements CensusTaker {
    private final SimulatedCluster cluster;
    private final SimulatedTool tool;

    CensusPort(SimulatedCluster cluster, SimulatedTool tool) {
        this.cluster = cluster;
        this.tool = tool;
    }

    @Override
    public Outcome<List<ClientConnection>> watch(HostName host, List<Integer> ports, Duration window) {
        return tool.look(() -> SimulatedTool.unless(cluster.host(host).unreachable, () -> {
            Instant begin = cluster.clock.watch(host, window);
            List<ClientConnection> seen = new ArrayList<>();
            for (SimulatedClient client : cluster.clients) {
                cluster.memberOn(host).filter(_ -> client.isConnected()).stream()
                        .flatMap(member -> member.listenClientUrls().stream())
                        .filter(url -> ports.contains(url.authority().port()))
                        .filter(url -> url.isHttps() == (client.speech(begin) == Speech.TLS))
                        .filter(url -> !url.authority().isLoopback())
                        .findFirst()
                        .ifPresent(url -> seen.add(connection(client, url, begin)));
            }
            cluster.clients.stream()
                    .filter(client -> client.movesWhenNamed)
                    .filter(SimulatedClient::isConnected)
                    .forEach(client -> {
                        if (cluster.clientsGoBack) {
                            client.moveBack(begin.plus(window));
                        } else if (servesTls()) {
                            client.move(begin.plus(window));
                        }
                    });
            return seen;
        }));
    }

    private boolean servesTls() {
        return cluster.network.members.values().stream()
                .filter(member -> member.process.isPresent())
                .noneMatch(member -> ClientLaw.tlsListeners(member).isEmpty());
    }

    /** A client that speaks plaintext tries again each second, and a member that has none to offer logs that. */
    @Override
    public Outcome<Rejections> rejections(HostName host, UnitName unit, Instant since) {
        return tool.look(() -> SimulatedTool.unless(cluster.host(host).unreachable, () -> {
            Instant started = cluster.memberOn(host).flatMap(member -> member.process).stream()
                    .map(SimulatedMember.Process::since)
                    .findFirst()
                    .orElse(cluster.now());
            Instant from = started.isAfter(since) ? started : since;
            int seconds =
                    (int) Math.max(1, Duration.between(from, cluster.now()).toSeconds());
            boolean closed = cluster.memberOn(host)
                    .filter(member -> !ClientLaw.servesPlaintext(member))
                    .isPresent();
            List<Rejection> all = cluster.clients.stream()
                    .filter(client -> closed && client.isConnected())
                    .filter(client -> client.speech(cluster.now()) == Speech.PLAINTEXT)
                    .map(client -> new Rejection(
                            client.remote.bareHost(), "tls: first record does not look like a TLS handshake", seconds))
                    .toList();
            return new Rejections(from, all);
        }));
    }

    /** Simulated clients always speak: nobody has to look at their processes. */
    @Override
    public Outcome<Optional<ConsumerProcess>> process(ConsumerEntry consumer) {
        return new Outcome.Done<>(Optional.empty());
    }

    /** Which process it is only its own host can tell. */
    private ClientConnection connection(SimulatedClient client, ClientUrl url, Instant at) {
        boolean asked = cluster.hostNames().stream()
                .filter(host -> host.value().equals(client.where))
                .allMatch(host -> cluster.host(host).unreachable.isEmpty());
        return new ClientConnection(
                url.authority(),
                client.remote,
                client.speech(at),
                asked ? client.process : "",
                asked ? client.unit : "",
                client.where);
    }
}
