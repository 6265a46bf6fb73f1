package dev.etcdtls.port;

import dev.etcdtls.model.Problem;
import dev.etcdtls.step.Phase;
import dev.etcdtls.step.Step;
import java.util.List;

/** The person who supervises a run, or the flags that stand for one. */
public interface Supervisor {
    /** A question of a gate. */
    sealed interface Question {
        /** Before a phase, when gates are asked for. */
        record EnterPhase(Phase phase, List<Step> steps) implements Question {}

        /** Before a step, when gates are asked for. */
        record DoStep(Step step) implements Question {}

        /** Closing plaintext: always needs a yes or {@code --approve enforce}. */
        record ClosePlaintext(List<Step> steps) implements Question {}

        /** A gate could not tell; go on all the same? */
        record GoOnInconclusive(Step step, List<Problem> problems) implements Question {}
    }

    enum Answer {
        YES,
        STOP,
        /** Nobody can answer: not interactive and no flag given. */
        NOBODY
    }

    Answer ask(Question question);

    /** Who says yes, for the journal: user and terminal, or the flag. */
    String name();
}
