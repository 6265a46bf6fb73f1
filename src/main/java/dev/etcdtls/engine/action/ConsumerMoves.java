package dev.etcdtls.engine.action;

import dev.etcdtls.model.Problem;
import dev.etcdtls.model.ProblemException;
import dev.etcdtls.step.Move;
import dev.etcdtls.step.MoveConsumers;
import java.util.ArrayList;
import java.util.List;

/**
 * Moves the consumers of a step, one after the other: a second one is not touched before the first one works. One that fails is taken back;
 * the others go on as long as no more have failed than the step allows.
 */
final class ConsumerMoves {
    private final Equipment equipment;
    private final Judge judge;
    private final MoveConsumers step;

    ConsumerMoves(Equipment equipment, Judge judge, MoveConsumers step) {
        this.equipment = equipment;
        this.judge = judge;
        this.step = step;
    }

    Performed perform() {
        Evidence evidence = new Evidence();
        List<Problem> problems = new ArrayList<>();
        int failed = 0;
        for (Move move : step.moves()) {
            try {
                new ConsumerChange(equipment, judge, step, move).perform(evidence);
            } catch (ProblemException e) {
                problems.addAll(e.problems());
                failed++;
                if (failed > step.failures()) {
                    return new Performed.Failed(problems);
                }
                evidence.add(
                        move.consumer() + " left behind",
                        e.problems().getFirst().summary());
            }
        }
        return evidence.done();
    }
}
