package dev.etcdtls.plan;

import dev.etcdtls.consumer.ClientPlace;
import dev.etcdtls.consumer.ConsumerEndpoints;
import dev.etcdtls.consumer.MemberListeners;
import dev.etcdtls.consumer.OwnerSettings;
import dev.etcdtls.inventory.ConsumerEntry;
import dev.etcdtls.inventory.Inventory;
import dev.etcdtls.model.ConsumerName;
import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.step.Move;
import dev.etcdtls.step.MoveConsumers;
import dev.etcdtls.step.RemoveConsumerCertificates;
import dev.etcdtls.step.Step;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What whoever moves the consumers must know: the very settings of each, and whose certificate could not be staged. */
final class ConsumerNotices {
    private ConsumerNotices() {}

    /** @param accepted the state in which consumers move */
    static void settings(Situation situation, ClusterObservation accepted, List<Step> steps, List<String> notices) {
        List<MemberListeners> members = Listeners.of(situation, accepted);
        Set<ConsumerName> moved = steps.stream()
                .flatMap(step -> step instanceof MoveConsumers moves ? moves.moves().stream() : Stream.empty())
                .map(Move::consumer)
                .collect(Collectors.toSet());
        for (ConsumerEntry consumer : situation.inventory().consumers()) {
            if (moved.contains(consumer.name())) {
                continue;
            }
            ClientPlace.of(consumer).ifPresent(place -> {
                if (accepted.facts(place.host()).isEmpty()) {
                    notices.add("no certificate of consumer " + place.consumer() + " is staged: host " + place.host()
                            + " was not seen; plan again when it is back");
                } else if (!members.isEmpty()) {
                    notices.add("consumer " + place.consumer() + " on " + place.host() + " is given, all at once: "
                            + String.join(
                                    " ", OwnerSettings.of(consumer, place.folder(), ConsumerEndpoints.all(members))));
                }
            });
        }
    }

    /** What becomes of certificates on the way back. */
    static void removed(Inventory inventory, ClusterObservation seen, List<Step> steps, List<String> notices) {
        for (Step step : steps) {
            if (step instanceof RemoveConsumerCertificates remove) {
                notices.add("certificates and keys that were staged for "
                        + remove.removals().stream()
                                .map(one -> one.consumer().toString())
                                .collect(Collectors.joining(", "))
                        + " are removed: each must run with its old settings by then, or it does not start again");
                ClientPlace.all(inventory).stream()
                        .filter(place -> seen.facts(place.host()).isEmpty())
                        .forEach(place -> notices.add("what was staged for " + place.consumer() + " in "
                                + place.folder().base() + " stays: host " + place.host() + " was not seen"));
            }
        }
    }
}
