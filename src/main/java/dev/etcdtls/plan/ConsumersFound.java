package dev.etcdtls.plan;

import dev.etcdtls.consumer.ClientSettings;
import dev.etcdtls.consumer.Speech;
import dev.etcdtls.inventory.ConsumerEntry;
import dev.etcdtls.inventory.Inventory;
import dev.etcdtls.model.Outcome;
import dev.etcdtls.model.Problem;
import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.observation.ConsumerFacts;
import dev.etcdtls.observation.ConsumerObservation;
import dev.etcdtls.observation.ConsumerUnit;
import dev.etcdtls.observation.Sight;
import dev.etcdtls.observation.SourceFile;
import dev.etcdtls.step.Step;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What was found of each consumer that has to move: where its etcd settings stand, and how it speaks now. */
final class ConsumersFound {
    private ConsumersFound() {}

    /** One for each that was looked at, while plaintext is not closed; those of a host that is away are told with their host. */
    static List<String> of(Inventory inventory, ClusterObservation seen, List<Step> steps) {
        if (steps.stream().noneMatch(step -> step instanceof Step.TakeCensus)) {
            return List.of();
        }
        return inventory.consumers().stream()
                .flatMap(consumer -> seen.consumer(consumer.name()).stream()
                        .flatMap(observed -> notice(consumer, observed, seen).stream()))
                .toList();
    }

    private static Optional<String> notice(
            ConsumerEntry consumer, ConsumerObservation observed, ClusterObservation seen) {
        return switch (observed.sight()) {
            case Sight.Seen<ConsumerFacts>(ConsumerFacts facts) -> Optional.of(found(consumer, facts));
            case Sight.Unseen<ConsumerFacts>(Problem reason) ->
                seen.facts(consumer.host()).map(_ -> "NOT SEEN: " + named(consumer) + " (" + reason.summary() + ")");
        };
    }

    private static String found(ConsumerEntry consumer, ConsumerFacts facts) {
        Optional<ClientSettings> settings =
                facts.running().map(running -> ClientSettings.of(consumer, running.argv(), running.environment()));
        String speech = settings.map(ConsumersFound::speech).orElse("does not run");
        if (settings.filter(each -> each.speech() == Speech.UNKNOWN).isPresent()) {
            return named(consumer) + ": " + speech + version(facts);
        }
        Stream<String> what = switch (ConsumerSource.find(consumer, facts)) {
            case Outcome.Done<ConsumerSource>(ConsumerSource source) ->
                Stream.concat(
                        Stream.of("etcd settings are " + source.words() + version(facts) + ", " + speech),
                        source.remarks().stream());
            case Outcome.Refused<ConsumerSource>(Problem problem) -> cannot(speech, facts, problem);
            case Outcome.Unknown<ConsumerSource>(Problem problem) -> cannot(speech, facts, problem);
        };
        return named(consumer) + ": " + Stream.concat(what, dependents(facts)).collect(Collectors.joining("; "));
    }

    private static Stream<String> cannot(String speech, ConsumerFacts facts, Problem problem) {
        return Stream.of(
                speech + version(facts), "its etcd settings cannot be changed by the tool: " + problem.summary());
    }

    private static Stream<String> dependents(ConsumerFacts facts) {
        return facts.unit().stream().flatMap(unit -> unit.dependents().stream()).map(ConsumersFound::dependent);
    }

    private static String dependent(ConsumerUnit.Dependent dependent) {
        return dependent.unit() + " restarts with it (" + dependent.tie().key() + "="
                + dependent
                        .saidBy()
                        .map(SourceFile::path)
                        .map(path -> " in " + path)
                        .orElse("")
                + ")";
    }

    /** Plaintext and TLS are short, all else is told in full. */
    private static String speech(ClientSettings settings) {
        int count = settings.endpoints().size();
        String endpoints = count == 1 ? "1 endpoint" : count + " endpoints";
        return switch (settings.speech()) {
            case PLAINTEXT -> "speaks plaintext to " + endpoints;
            case TLS -> "speaks TLS to " + endpoints;
            case HALF_TLS, MIXED, UNKNOWN -> settings.words();
        };
    }

    private static String named(ConsumerEntry consumer) {
        String kind = consumer.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
        return kind + " " + consumer.name() + " on " + consumer.host();
    }

    private static String version(ConsumerFacts facts) {
        String version = facts.program().versionText().replace("Kubernetes ", "");
        return version.isEmpty() ? "" : " (" + version + ")";
    }
}
