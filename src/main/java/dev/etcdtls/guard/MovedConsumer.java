package dev.etcdtls.guard;

import dev.etcdtls.config.ProcessSetting;
import dev.etcdtls.model.Digest;
import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.observation.ConsumerFacts;
import dev.etcdtls.step.FileEdit;
import dev.etcdtls.step.Move;

/** Whether a consumer is where a move brings it: judged by its process, and by its files, which a start would read. */
public final class MovedConsumer {
    private MovedConsumer() {}

    /** Its unit is active, its process shows every wanted setting, and its files say the same. */
    static boolean isMoved(Move move, ClusterObservation seen) {
        return seen.consumer(move.consumer())
                .flatMap(consumer -> consumer.sight().seen())
                .filter(facts -> runs(move, facts) && isWritten(move, facts))
                .isPresent();
    }

    /** Its unit is active and its process shows every wanted setting, whatever its files say. */
    public static boolean runs(Move move, ConsumerFacts facts) {
        boolean active = facts.unit().filter(unit -> unit.service().isActive()).isPresent();
        return active
                && facts.running()
                        .filter(running -> move.wanted().stream()
                                .allMatch(
                                        wanted -> ProcessSetting.shows(running.argv(), running.environment(), wanted)))
                        .isPresent();
    }

    private static boolean isWritten(Move move, ConsumerFacts facts) {
        return move.edits().stream().allMatch(edit -> isWritten(edit, facts));
    }

    private static boolean isWritten(FileEdit edit, ConsumerFacts facts) {
        return facts.sources().stream()
                .anyMatch(file -> file.path().equals(edit.style().path())
                        && Digest.of(file.text()).equals(edit.after()));
    }
}
