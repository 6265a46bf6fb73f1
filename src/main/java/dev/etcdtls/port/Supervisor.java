package dev.etcdtls.port;

import dev.etcdtls.event.Health;
import dev.etcdtls.model.Problem;
import dev.etcdtls.step.Phase;
import dev.etcdtls.step.Step;
import dev.etcdtls.step.StepId;
import java.util.List;
import java.util.Optional;

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

        /** Opening plaintext again, or taking TLS away: always needs a yes or {@code --approve revert}. */
        record GoBack(Phase phase, List<Step> steps) implements Question {}

        /** A gate could not tell; go on all the same? */
        record GoOnInconclusive(Step step, List<Problem> problems) implements Question {}

        /** A dead-man switch took a step back; do it again? */
        record DoAgain(StepId step, Problem fired) implements Question {}

        /** Clients had to bear more than the budget allows; go on before the step all the same, and count anew? */
        record GoOnOverBudget(Step step, List<Problem> problems) implements Question {}
    }

    enum Answer {
        YES,
        STOP,
        /** Nobody can answer: not interactive and no flag given. */
        NOBODY
    }

    /**
     * Puts a question, and waits for its answer if anybody can give one.
     *
     * @param health of the cluster at this moment
     * @param meanwhile is to be called again and again while nobody has answered
     */
    Answer ask(Question question, Health health, Meanwhile meanwhile);

    /** What a run does while a question is open. */
    interface Meanwhile {
        /** Looks around once, which takes about a second and sometimes longer. An answer came from elsewhere and ends the wait. */
        Optional<Answer> look();
    }

    /** Who says yes, for the journal: user and terminal, or the flag. */
    String name();
}
