package dev.etcdtls.plan;

import dev.etcdtls.model.FilePath;
import dev.etcdtls.model.HostName;
import dev.etcdtls.observation.CertificateSet;
import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.step.ConsumerStep;
import dev.etcdtls.step.Move;
import dev.etcdtls.step.MoveConsumers;
import dev.etcdtls.step.RemoveConsumerCertificates;
import dev.etcdtls.step.RemoveConsumerCertificates.Removal;
import dev.etcdtls.step.StageConsumerCertificates;
import dev.etcdtls.step.StageConsumerCertificates.Staging;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a step for consumers makes of the world, and what a crash inside it can leave. */
final class ConsumerPrediction {
    private ConsumerPrediction() {}

    /** As {@link Prediction#states}. Hosts are worked on at once, and none of them matters to another: any order will do. */
    static List<ClusterObservation> states(ClusterObservation seen, ConsumerStep step) {
        List<ClusterObservation> states = new ArrayList<>(List.of(seen));
        switch (step) {
            case StageConsumerCertificates stage -> {
                for (Staging one : stage.staging()) {
                    states.add(PredictedCertificates.staged(states.getLast(), one));
                }
            }
            case MoveConsumers moves -> {
                for (Move move : moves.moves()) {
                    states.add(PredictedConsumer.edited(states.getLast(), move));
                    states.add(PredictedConsumer.moved(states.getLast(), move));
                }
            }
            case RemoveConsumerCertificates remove -> {
                for (Removal one : remove.removals()) {
                    states.add(removed(states.getLast(), one));
                }
            }
        }
        return List.copyOf(states);
    }

    /** Whether the step makes a danger that was there before a certain one. */
    static boolean isCertain(ConsumerStep step) {
        return switch (step) {
            case StageConsumerCertificates _, MoveConsumers _, RemoveConsumerCertificates _ -> false;
        };
    }

    /** Whether a rehearsal must come before what follows. */
    static boolean bringsCertificateIntoUse(ConsumerStep step) {
        return switch (step) {
            case StageConsumerCertificates _, MoveConsumers _, RemoveConsumerCertificates _ -> false;
        };
    }

    /** The files that it changes and that must be kept first. */
    static Map<HostName, SortedSet<FilePath>> edited(ConsumerStep step) {
        return switch (step) {
            case MoveConsumers moves -> {
                Map<HostName, SortedSet<FilePath>> files = new TreeMap<>();
                moves.moves()
                        .forEach(move -> move.edits()
                                .forEach(edit -> files.computeIfAbsent(move.host(), _ -> new TreeSet<>())
                                        .add(edit.style().path())));
                yield files;
            }
            case StageConsumerCertificates _, RemoveConsumerCertificates _ -> Map.of();
        };
    }

    private static ClusterObservation removed(ClusterObservation state, Removal one) {
        List<CertificateSet> left =
                state.facts(one.host()).map(facts -> facts.certificates(one.folder())).orElse(List.of()).stream()
                        .filter(set -> !one.versions().contains(set.version()))
                        .toList();
        return PredictedService.withClient(state, one.host(), one.folder(), left);
    }
}
