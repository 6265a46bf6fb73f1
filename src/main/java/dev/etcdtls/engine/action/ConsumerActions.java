package dev.etcdtls.engine.action;

import dev.etcdtls.step.ConsumerStep;
import dev.etcdtls.step.MoveConsumers;
import dev.etcdtls.step.RemoveConsumerCertificates;
import dev.etcdtls.step.StageConsumerCertificates;
import java.util.stream.Stream;

/** Where the engine tells the steps for consumers apart. */
final class ConsumerActions {
    private ConsumerActions() {}

    static Performed perform(Equipment equipment, Judge judge, ConsumerStep step) {
        return switch (step) {
            case StageConsumerCertificates stage -> new ConsumerStaging(equipment, stage).perform();
            case MoveConsumers move -> new ConsumerMoves(equipment, judge, move).perform();
            case RemoveConsumerCertificates remove -> new ConsumerRemoval(equipment, remove).perform();
        };
    }

    /** The restart of a member that is part of it. */
    static Stream<OwnChanges.Restart> restart(ConsumerStep step) {
        return switch (step) {
            case StageConsumerCertificates _, MoveConsumers _, RemoveConsumerCertificates _ -> Stream.empty();
        };
    }
}
