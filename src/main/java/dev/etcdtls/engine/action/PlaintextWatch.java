package dev.etcdtls.engine.action;

import dev.etcdtls.config.EtcdSettings;
import dev.etcdtls.engine.observe.Together;
import dev.etcdtls.model.ClientUrl;
import dev.etcdtls.model.ConsumerName;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.HostName;
import dev.etcdtls.model.Problem;
import dev.etcdtls.model.ProblemException;
import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.observation.EtcdService;
import dev.etcdtls.port.CensusTaker.ClientConnection;
import dev.etcdtls.port.CensusTaker.Speech;
import dev.etcdtls.step.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Watches the client ports of all members at once, for one window after the other. Changes nothing. */
final class PlaintextWatch {
    private final Equipment equipment;
    private final CensusBook book;
    private final SilentConsumers silent;
    private final List<Watched> watched;

    /** Looks which ports there are; a {@code ProblemException} when a member cannot be seen. */
    PlaintextWatch(Equipment equipment, Step.TakeCensus step) {
        this.equipment = equipment;
        DeclaredConsumers declared = new DeclaredConsumers(equipment.inventory().consumers().stream()
                .filter(consumer -> step.consumers().contains(consumer.name()))
                .toList());
        this.silent = new SilentConsumers(equipment.world().etcd().census(), declared);
        ClusterObservation seen = equipment.observe();
        this.book = new CensusBook(declared, DeclaredBalancers.of(equipment.inventory(), seen), Speech.TLS);
        this.watched = watched(step, seen);
    }

    /** @param tlsOnly those of the ports on which nothing but https listens: who uses them speaks TLS or gets nothing */
    private record Watched(HostName host, SortedSet<Integer> ports, SortedSet<Integer> tlsOnly) {}

    /** A line for each client that spoke plaintext, or was silent, in the window that begins now. */
    List<String> look(Duration window) {
        List<ClientConnection> seen = Together.ask(watched, one -> look(one, window)).stream()
                .flatMap(List::stream)
                .toList();
        return book.enter(silent.explained(seen, equipment.world().pacer().now()));
    }

    /** Why the silence of declared consumers did not count as TLS in the last window; a line each. */
    List<String> reasons() {
        return silent.reasons();
    }

    /** Why a declared consumer that said nothing counts as moved. */
    SortedMap<ConsumerName, String> proofs() {
        return silent.proofs();
    }

    CensusBook book() {
        return book;
    }

    int members() {
        return watched.size();
    }

    private List<ClientConnection> look(Watched one, Duration window) {
        return equipment.world().etcd().census().watch(one.host(), List.copyOf(one.ports()), window).orThrow().stream()
                .filter(connection -> connection.speech() == Speech.TLS
                        || !one.tlsOnly().contains(connection.local().port()))
                .toList();
    }

    private static List<Watched> watched(Step.TakeCensus step, ClusterObservation seen) {
        List<Watched> all = new ArrayList<>();
        step.members().forEach(member -> {
            List<ClientUrl> urls = seen.service(member.host())
                    .map(EtcdService::running)
                    .map(PlaintextWatch::clientUrls)
                    .orElseThrow(() -> new ProblemException(new Problem(
                            ErrorCode.MEMBER_DOWN,
                            "members/" + member.name(),
                            "its etcd could not be seen, so nobody knows who uses it",
                            "bring it back, then resume")));
            SortedSet<Integer> ports = new TreeSet<>();
            urls.forEach(url -> ports.add(url.authority().port()));
            SortedSet<Integer> tlsOnly = new TreeSet<>(ports);
            urls.stream()
                    .filter(url -> !url.isHttps())
                    .forEach(url -> tlsOnly.remove(url.authority().port()));
            all.add(new Watched(member.host(), ports, tlsOnly));
        });
        return all;
    }

    private static List<ClientUrl> clientUrls(EtcdSettings running) {
        return Stream.concat(running.listenClientUrls().stream(), running.listenClientHttpUrls().stream())
                .toList();
    }
}
