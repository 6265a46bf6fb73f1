package dev.etcdtls.guard;

import dev.etcdtls.observation.ClientCertificates;
import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.step.ConsumerStep;
import dev.etcdtls.step.MoveConsumers;
import dev.etcdtls.step.RemoveConsumerCertificates;
import dev.etcdtls.step.RemoveConsumerCertificates.Removal;
import dev.etcdtls.step.StageConsumerCertificates;
import dev.etcdtls.step.StageConsumerCertificates.Staging;

/** Whether the postcondition of a step for consumers is there to see. */
final class ConsumerStepDone {
    private ConsumerStepDone() {}

    static boolean leavesTrace(ConsumerStep step) {
        return switch (step) {
            case StageConsumerCertificates _, MoveConsumers _, RemoveConsumerCertificates _ -> true;
        };
    }

    static boolean isDone(ConsumerStep step, ClusterObservation seen) {
        return switch (step) {
            case StageConsumerCertificates stage -> stage.staging().stream().allMatch(one -> isStaged(one, seen));
            case MoveConsumers moves -> moves.moves().stream().allMatch(move -> MovedConsumer.isMoved(move, seen));
            case RemoveConsumerCertificates remove -> remove.removals().stream().allMatch(one -> isRemoved(one, seen));
        };
    }

    /** Whether it takes listeners away, and they are still there. */
    static boolean isStillToClose(ConsumerStep step) {
        return switch (step) {
            case StageConsumerCertificates _, MoveConsumers _, RemoveConsumerCertificates _ -> false;
        };
    }

    private static boolean isStaged(Staging one, ClusterObservation seen) {
        return seen.facts(one.host())
                .flatMap(facts -> facts.client(one.folder()))
                .flatMap(ClientCertificates::current)
                .filter(set -> set.version() == one.version())
                .filter(set ->
                        FittingSet.fits(set, one.request(), one.delivery().owner(), seen.at()))
                .isPresent();
    }

    private static boolean isRemoved(Removal one, ClusterObservation seen) {
        return seen.facts(one.host())
                .flatMap(facts -> facts.client(one.folder()))
                .filter(client -> one.versions().stream()
                        .noneMatch(version -> client.versions().contains(version)))
                .isPresent();
    }
}
