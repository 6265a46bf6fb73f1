package dev.etcdtls.plan;

import dev.etcdtls.inventory.ConsumerEntry;
import dev.etcdtls.inventory.Inventory;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.Problem;
import dev.etcdtls.model.Quorum;
import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.step.Disruption;
import dev.etcdtls.step.Move;
import dev.etcdtls.step.MoveConsumers;
import dev.etcdtls.step.StageConsumerCertificates;
import dev.etcdtls.step.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What a plan may contain only when the person has said that it is fine. */
final class Acceptance {
    private static final Duration SHORT = Duration.ofDays(7);

    private Acceptance() {}

    static List<Problem> problems(Inventory inventory, ClusterObservation seen, PlanOptions options, List<Step> steps) {
        List<Problem> problems = new ArrayList<>();
        Quorum quorum = seen.quorum();
        long outages = steps.stream()
                .filter(step -> Disruption.of(step, quorum.hasNoRedundancy()) == Disruption.OUTAGE)
                .count();
        if (outages > 0 && !options.acceptOutage()) {
            problems.add(new Problem(
                    ErrorCode.OUTAGE_NOT_ACCEPTED,
                    "cluster",
                    "a cluster of " + quorum.voters() + " has no redundancy: each of the " + outages
                            + " restarts of this plan is an outage of about 2 to 10 seconds",
                    "plan with --accept-outage if that is fine, or add members first"));
        }
        List<Move> apiservers = steps.stream()
                .flatMap(step -> step instanceof MoveConsumers moves ? moves.moves().stream() : Stream.empty())
                .filter(move -> move.proof() instanceof Move.Proof.Apiserver)
                .toList();
        long declared = inventory.consumers().stream()
                .filter(consumer -> consumer.kind() == ConsumerEntry.Kind.KUBE_APISERVER)
                .count();
        if (!apiservers.isEmpty() && declared == 1 && !options.acceptOutage()) {
            problems.add(new Problem(
                    ErrorCode.OUTAGE_NOT_ACCEPTED,
                    "consumers/" + apiservers.getFirst().consumer(),
                    "it is the only kube-apiserver: its restart is an outage of the API of 10 s to two minutes",
                    "plan with --accept-outage if that is fine, or declare the others first"));
        }
        Duration ttl = inventory.issuer().ttl();
        boolean issues = steps.stream()
                .anyMatch(step -> step instanceof Step.StageCertificate || step instanceof StageConsumerCertificates);
        if (issues && ttl.compareTo(SHORT) < 0 && !options.acceptShortTtl()) {
            problems.add(new Problem(
                    ErrorCode.SHORT_TTL_NOT_ACCEPTED,
                    "inventory",
                    "certificates that live " + ttl.toHours() + "h must be renewed every few days, for ever",
                    "ask for at least 168h (issuer.ttl), or plan with --accept-short-ttl if renewal is taken care of"));
        }
        return problems;
    }
}
