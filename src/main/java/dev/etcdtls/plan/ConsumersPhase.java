package dev.etcdtls.plan;

import dev.etcdtls.config.ConfigEditor;
import dev.etcdtls.consumer.ClientPlace;
import dev.etcdtls.consumer.ClientSettings;
import dev.etcdtls.consumer.ConsumerDefaults;
import dev.etcdtls.consumer.ConsumerEndpoints;
import dev.etcdtls.consumer.MemberListeners;
import dev.etcdtls.consumer.Speech;
import dev.etcdtls.guard.MoveGuard;
import dev.etcdtls.inventory.ConsumerEntry;
import dev.etcdtls.inventory.Moving;
import dev.etcdtls.inventory.ProxyKind;
import dev.etcdtls.model.Authority;
import dev.etcdtls.model.ClientUrl;
import dev.etcdtls.model.Digest;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.Outcome;
import dev.etcdtls.model.Problem;
import dev.etcdtls.observation.ConsumerFacts;
import dev.etcdtls.observation.ConsumerUnit;
import dev.etcdtls.observation.SourceFile;
import dev.etcdtls.step.FileEdit;
import dev.etcdtls.step.Move;
import dev.etcdtls.step.MoveConsumers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;

/**
 * Consumers that the tool moves go to TLS, one after the other, in the order of the inventory. One that does not run, or whose host was not
 * seen, is left out, and the census waits for it.
 */
final class ConsumersPhase {
    private ConsumersPhase() {}

    /** Adds a step for each consumer that does not speak TLS yet; gives the problems of those that cannot be moved. */
    static List<Problem> plan(Situation situation, Draft draft) {
        List<Problem> problems = new ArrayList<>();
        for (ConsumerEntry consumer : situation.inventory().consumers()) {
            if (!isMoved(consumer)) {
                continue;
            }
            Optional<ConsumerFacts> facts = draft.state()
                    .consumer(consumer.name())
                    .flatMap(seen -> seen.sight().seen())
                    .filter(seen -> seen.running().isPresent());
            if (facts.isPresent()) {
                switch (move(situation, draft, consumer, facts.get())) {
                    case Outcome.Done<Optional<Move>>(Optional<Move> move) ->
                        move.ifPresent(one -> {
                            problems.addAll(MoveGuard.ofRestart(one, facts.get()));
                            draft.add(new MoveConsumers(consumer.name().value(), List.of(one), 0, Duration.ZERO));
                        });
                    case Outcome.Refused<Optional<Move>>(Problem problem) -> problems.add(problem);
                    case Outcome.Unknown<Optional<Move>>(Problem problem) -> problems.add(problem);
                }
            }
        }
        return problems;
    }

    /** A unit of which the inventory does not say what its settings are called is moved by its owner. */
    private static boolean isMoved(ConsumerEntry consumer) {
        boolean unnamed = consumer.kind() == ConsumerEntry.Kind.UNIT
                && consumer.behaviour().moving().settings().isEmpty();
        return ConsumerDefaults.isMovedByTool(consumer) && !unnamed;
    }

    private static Outcome<Optional<Move>> move(
            Situation situation, Draft draft, ConsumerEntry consumer, ConsumerFacts facts) {
        List<MemberListeners> members = Listeners.of(situation, draft.state());
        Set<Authority> cluster = new HashSet<>();
        members.forEach(member -> cluster.add(member.client()));
        ConsumerFacts.Running running = facts.running().orElseThrow();
        ClientSettings all = ClientSettings.of(consumer, running.argv(), running.environment());
        if (all.towards(cluster).speech() == Speech.TLS) {
            return new Outcome.Done<>(Optional.empty());
        }
        Optional<Problem> unable = unable(consumer);
        if (unable.isPresent()) {
            return new Outcome.Refused<>(unable.get());
        }
        ClientPlace place = ClientPlace.of(consumer).orElseThrow();
        List<ClientUrl> urls =
                ConsumerEndpoints.direct(all, consumer.host(), members).urls();
        SortedMap<String, String> values = new ConsumerWish(consumer, all, place.folder(), urls).values(cluster);
        return switch (ConsumerSource.find(consumer, facts)) {
            case Outcome.Done<ConsumerSource>(ConsumerSource source) ->
                source.places().stream().allMatch(ConsumersPhase::isThere)
                        ? new Outcome.Done<>(Optional.of(new Move(
                                consumer.name(),
                                site(consumer, facts),
                                place.folder(),
                                edits(source, values),
                                urls,
                                ConsumerProofs.of(consumer, all))))
                        : new Outcome.Refused<>(ofPackage(consumer, facts));
            case Outcome.Refused<ConsumerSource>(Problem problem) -> new Outcome.Refused<>(problem);
            case Outcome.Unknown<ConsumerSource>(Problem problem) -> new Outcome.Unknown<>(problem);
        };
    }

    /** What the operator wants for its move and this release does not do: doing it otherwise would be against his word. */
    private static Optional<Problem> unable(ConsumerEntry consumer) {
        Moving moving = consumer.behaviour().moving();
        Optional<String> wish = moving.applying() != Moving.DEFAULT.applying()
                ? Optional.of("apply: " + moving.applying().word())
                : moving.proxy().kind().filter(kind -> kind != ProxyKind.NONE).map(kind -> "proxy: " + kind.word());
        return wish.map(word -> new Problem(
                ErrorCode.CONSUMER_UNSUPPORTED,
                "consumers/" + consumer.name(),
                "the inventory wants " + word + ", which this release does not do",
                "take that line out, or declare the consumer self-moving and move it yourself while the run waits"));
    }

    private static Move.Site site(ConsumerEntry consumer, ConsumerFacts facts) {
        ConsumerUnit unit = facts.unit().orElseThrow();
        return new Move.Site(
                consumer.host(), unit.service().name(), unit.service().user());
    }

    /** A drop-in of the tool's own, over a file of a package, is not written yet. */
    private static boolean isThere(ConsumerSource.Place place) {
        return place.file().filter(file -> file.text().equals(place.text())).isPresent();
    }

    private static Problem ofPackage(ConsumerEntry consumer, ConsumerFacts facts) {
        return new Problem(
                ErrorCode.CONSUMER_UNSUPPORTED,
                "consumers/" + consumer.name(),
                "its etcd settings stand in a file of a package, "
                        + facts.unitFiles().stream()
                                .filter(SourceFile::vendor)
                                .map(file -> file.path().value())
                                .collect(Collectors.joining(", ")),
                "make the unit your own (systemctl edit --full), restart it, then plan again; or declare it self-moving");
    }

    private static List<FileEdit> edits(ConsumerSource source, SortedMap<String, String> values) {
        return source.places().stream()
                .map(place -> {
                    String before = place.file().map(file -> file.text()).orElse("");
                    String after = place.edited(values);
                    return new FileEdit(
                            place.style(),
                            place.own(values),
                            Digest.of(before),
                            Digest.of(after),
                            ConfigEditor.diff(place.style().path().value(), before, after));
                })
                .toList();
    }
}
