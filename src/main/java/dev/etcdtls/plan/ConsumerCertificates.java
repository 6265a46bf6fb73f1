package dev.etcdtls.plan;

import dev.etcdtls.certificate.CertificateFolder;
import dev.etcdtls.certificate.CertificateRequest;
import dev.etcdtls.certificate.MemberRequests;
import dev.etcdtls.consumer.ClientPlace;
import dev.etcdtls.guard.SeatedMember;
import dev.etcdtls.guard.ServedTls;
import dev.etcdtls.guard.StepDone;
import dev.etcdtls.model.ConsumerName;
import dev.etcdtls.model.HostName;
import dev.etcdtls.observation.CertificateSet;
import dev.etcdtls.observation.ClientCertificates;
import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.step.RemoveConsumerCertificates;
import dev.etcdtls.step.RemoveConsumerCertificates.Removal;
import dev.etcdtls.step.StageConsumerCertificates;
import dev.etcdtls.step.StageConsumerCertificates.Staging;
import dev.etcdtls.step.Step;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Client certificates of the declared consumers, all in one step. The step names every consumer whose host is seen, those whose set is there
 * already as well: thus planning in the middle of it gives the same step again.
 */
final class ConsumerCertificates {
    private static final String ALL = "consumers";

    private ConsumerCertificates() {}

    /** Nothing when each has a set that fits, or when plaintext is closed everywhere: whoever was to move has moved. */
    static void plan(Situation situation, Draft draft) {
        boolean open =
                SeatedMember.all(draft.state()).stream().anyMatch(seat -> !AcceptSettings.isClosed(seat.running()));
        List<Staging> staging = new ArrayList<>();
        for (ClientPlace place : ClientPlace.all(situation.inventory())) {
            draft.state()
                    .facts(place.host())
                    .flatMap(facts -> facts.client(place.folder()))
                    .map(client -> staging(place, client, situation))
                    .ifPresent(staging::add);
        }
        Step step = new StageConsumerCertificates(ALL, staging);
        if (open && !StepDone.isDone(step, draft.state())) {
            draft.add(step);
        }
    }

    private static Staging staging(ClientPlace place, ClientCertificates seen, Situation situation) {
        CertificateRequest request = MemberRequests.client(
                place.consumer().value(), situation.inventory().issuer().ttl());
        int latest = seen.current().map(CertificateSet::version).orElse(0);
        boolean good = seen.current()
                .filter(set -> StagePhase.isGood(set, request, seen.owner(), situation.now()))
                .isPresent();
        return new Staging(
                place.consumer(),
                place.host(),
                place.folder(),
                good ? latest : latest + 1,
                request,
                new Step.Delivery(situation.inventory().issuer().keys(), seen.owner()));
    }

    /** The removal of what was staged and is still there, unless somebody may be using it. */
    static Optional<Step> removal(List<Step> taken, ClusterObservation state) {
        Map<Where, SortedSet<Integer>> versions = new LinkedHashMap<>();
        for (Step step : taken) {
            if (step instanceof StageConsumerCertificates stage) {
                stage.staging().stream()
                        .filter(one -> seen(state, one).isPresent())
                        .forEach(one -> versions.computeIfAbsent(Where.of(one), _ -> new TreeSet<>())
                                .add(one.version()));
            }
        }
        Step step = new RemoveConsumerCertificates(
                ALL,
                versions.entrySet().stream()
                        .map(entry -> entry.getKey().removal(entry.getValue()))
                        .toList());
        return ServedTls.anywhere(state) || StepDone.isDone(step, state) ? Optional.empty() : Optional.of(step);
    }

    private static Optional<ClientCertificates> seen(ClusterObservation state, Staging one) {
        return state.facts(one.host()).flatMap(facts -> facts.client(one.folder()));
    }

    /** One consumer's folder. */
    private record Where(ConsumerName consumer, HostName host, CertificateFolder folder) {
        static Where of(Staging staged) {
            return new Where(staged.consumer(), staged.host(), staged.folder());
        }

        Removal removal(SortedSet<Integer> versions) {
            return new Removal(consumer, host, folder, List.copyOf(versions));
        }
    }
}
