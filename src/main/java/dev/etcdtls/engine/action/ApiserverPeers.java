package dev.etcdtls.engine.action;

import dev.etcdtls.consumer.ApiserverAddress;
import dev.etcdtls.consumer.ClientSettings;
import dev.etcdtls.guard.Outage;
import dev.etcdtls.inventory.ConsumerEntry;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.Outcome;
import dev.etcdtls.model.Problem;
import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.observation.ConsumerFacts;
import dev.etcdtls.port.ConsumerProbe.Readyz;
import dev.etcdtls.step.Move;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether the API of Kubernetes stays served while one kube-apiserver restarts: another declared one is ready now. */
final class ApiserverPeers {
    private final Equipment equipment;

    ApiserverPeers(Equipment equipment) {
        this.equipment = equipment;
    }

    /** Empty when another one is ready, when the consumer is none, or when it is the only one and its outage was accepted. */
    List<Problem> problems(Move move) {
        if (!(move.proof() instanceof Move.Proof.Apiserver)) {
            return List.of();
        }
        ClusterObservation seen = equipment.observe();
        List<ConsumerEntry> others = equipment.inventory().consumers().stream()
                .filter(consumer -> consumer.kind() == ConsumerEntry.Kind.KUBE_APISERVER)
                .filter(consumer -> !consumer.name().equals(move.consumer()))
                .toList();
        List<Problem> reasons = new ArrayList<>();
        for (ConsumerEntry other : others) {
            Optional<String> why = notReady(other, seen);
            if (why.isEmpty()) {
                return List.of();
            }
            reasons.add(problem(move, other.name() + " is not ready: " + why.get()));
        }
        boolean accepted = equipment.plan().header().options().outage() == Outage.ACCEPTED;
        if (others.isEmpty()) {
            return accepted ? List.of() : List.of(problem(move, "no other kube-apiserver is declared"));
        }
        return reasons;
    }

    private Optional<String> notReady(ConsumerEntry other, ClusterObservation seen) {
        Optional<ConsumerFacts.Running> running = seen.consumer(other.name())
                .flatMap(consumer -> consumer.sight().seen())
                .flatMap(ConsumerFacts::running);
        if (running.isEmpty()) {
            return Optional.of("it is not seen to run");
        }
        ClientSettings settings =
                ClientSettings.of(other, running.get().argv(), running.get().environment());
        Outcome<Readyz> answer = equipment
                .world()
                .hosts()
                .consumers()
                .probe()
                .readyz(other.host(), ApiserverAddress.of(other, settings), Optional.empty());
        return switch (answer) {
            case Outcome.Done<Readyz>(Readyz said) -> notReady(said);
            case Outcome.Refused<Readyz>(Problem problem) -> Optional.of(problem.summary());
            case Outcome.Unknown<Readyz>(Problem problem) -> Optional.of(problem.summary());
        };
    }

    /** One that does not tell without a token serves requests, which is what matters here. */
    private static Optional<String> notReady(Readyz said) {
        return switch (said) {
            case Readyz.Ready _, Readyz.Forbidden _ -> Optional.empty();
            case Readyz.NotReady(String words) -> Optional.of(words);
        };
    }

    private static Problem problem(Move move, String summary) {
        return new Problem(
                ErrorCode.APISERVER_AT_RISK,
                "consumers/" + move.consumer(),
                summary + "; a restart of " + move.consumer() + " would take the API away",
                "bring another kube-apiserver back, then resume");
    }
}
