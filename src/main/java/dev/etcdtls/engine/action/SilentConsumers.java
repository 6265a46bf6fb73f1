package dev.etcdtls.engine.action;

import dev.etcdtls.consumer.ConsumerEvidence;
import dev.etcdtls.consumer.ConsumerProcess;
import dev.etcdtls.engine.observe.Together;
import dev.etcdtls.inventory.ConsumerEntry;
import dev.etcdtls.model.ConsumerName;
import dev.etcdtls.model.Outcome;
import dev.etcdtls.model.Problem;
import dev.etcdtls.port.CensusTaker;
import dev.etcdtls.port.CensusTaker.ClientConnection;
import dev.etcdtls.port.CensusTaker.Speech;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Connections of declared consumers that show no byte while they are watched: flanneld's watch is quiet for longer than any quiet time. The
 * process that holds one is looked at, and {@link ConsumerEvidence} says whether it counts as TLS.
 */
final class SilentConsumers {
    private final CensusTaker census;
    private final DeclaredConsumers declared;
    private final Map<ConsumerName, List<Plain>> plain = new HashMap<>();
    private final SortedMap<ConsumerName, String> proofs = new TreeMap<>();
    private List<String> reasons = List.of();

    /** Plaintext was seen from that process until then; of an unknown one when it is empty. */
    private record Plain(OptionalLong holder, Instant until) {
        boolean isOf(OptionalLong process) {
            return holder.isEmpty() || holder.equals(process);
        }
    }

    SilentConsumers(CensusTaker census, DeclaredConsumers declared) {
        this.census = census;
        this.declared = declared;
    }

    /**
     * The window with the silent connections of which the process proves that they are TLS told as TLS.
     *
     * @param end of the window, by the tool's clock
     */
    List<ClientConnection> explained(List<ClientConnection> window, Instant end) {
        window.stream()
                .filter(connection -> connection.speech().proves(Speech.PLAINTEXT))
                .forEach(connection -> declared.of(connection)
                        .ifPresent(consumer -> plain.computeIfAbsent(consumer.name(), _ -> new ArrayList<>())
                                .add(new Plain(connection.holder(), end))));
        List<ConsumerEntry> silent = window.stream()
                .filter(connection -> connection.speech() == Speech.SILENT)
                .flatMap(connection -> declared.of(connection).stream())
                .distinct()
                .toList();
        List<Outcome<Optional<ConsumerProcess>>> looks = Together.ask(silent, census::process);
        Map<ConsumerName, Outcome<Optional<ConsumerProcess>>> processes = new HashMap<>();
        for (int number = 0; number < silent.size(); number++) {
            processes.put(silent.get(number).name(), looks.get(number));
        }
        SortedMap<String, String> why = new TreeMap<>();
        List<ClientConnection> all = window.stream()
                .map(connection -> explained(connection, processes, why))
                .toList();
        reasons = why.entrySet().stream()
                .map(each -> "consumer " + each.getKey() + " is silent: " + each.getValue())
                .toList();
        return all;
    }

    /** A line for each consumer whose silence was not taken for TLS in the last window, with the reasons. */
    List<String> reasons() {
        return reasons;
    }

    /** Why the silence of a consumer was taken for TLS, of each for which it was, in any window. */
    SortedMap<ConsumerName, String> proofs() {
        return new TreeMap<>(proofs);
    }

    private ClientConnection explained(
            ClientConnection connection,
            Map<ConsumerName, Outcome<Optional<ConsumerProcess>>> processes,
            SortedMap<String, String> why) {
        Optional<ConsumerName> name = declared.of(connection).map(ConsumerEntry::name);
        if (connection.speech() != Speech.SILENT || name.isEmpty()) {
            return connection;
        }
        return switch (evidence(connection, name.get(), Objects.requireNonNull(processes.get(name.get())))) {
            case ConsumerEvidence.CountsAsTls(String proof) -> {
                proofs.put(name.get(), proof);
                yield connection.withSpeech(Speech.TLS);
            }
            case ConsumerEvidence.ProvesNothing(List<String> because) -> {
                why.put(name.get().toString(), String.join("; ", because));
                yield connection;
            }
        };
    }

    private ConsumerEvidence evidence(
            ClientConnection connection, ConsumerName name, Outcome<Optional<ConsumerProcess>> look) {
        return switch (look) {
            case Outcome.Done<Optional<ConsumerProcess>>(Optional<ConsumerProcess> found) ->
                found.map(process -> ConsumerEvidence.of(process, connection.holder(), lastPlain(name, connection)))
                        .orElseGet(() -> nothing("no process of its unit runs, or none is declared"));
            case Outcome.Refused<Optional<ConsumerProcess>>(Problem problem) -> nothing(problem.summary());
            case Outcome.Unknown<Optional<ConsumerProcess>>(Problem problem) -> nothing(problem.summary());
        };
    }

    private Optional<Instant> lastPlain(ConsumerName name, ClientConnection connection) {
        return plain.getOrDefault(name, List.of()).stream()
                .filter(seen -> seen.isOf(connection.holder()))
                .map(Plain::until)
                .max(Instant::compareTo);
    }

    private static ConsumerEvidence nothing(String reason) {
        return new ConsumerEvidence.ProvesNothing(List.of(reason));
    }
}
