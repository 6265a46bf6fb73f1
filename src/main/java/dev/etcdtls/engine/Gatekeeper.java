package dev.etcdtls.engine;

import dev.etcdtls.engine.action.Questions;
import dev.etcdtls.event.Event;
import dev.etcdtls.journal.JournalEntry;
import dev.etcdtls.model.Problem;
import dev.etcdtls.port.Supervisor;
import dev.etcdtls.port.Supervisor.Answer;
import dev.etcdtls.port.Supervisor.Question;
import dev.etcdtls.port.World;
import dev.etcdtls.step.Phase;
import dev.etcdtls.step.Step;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Asks the person who supervises the run. The yes to closing plaintext is asked for once in every invocation, after a resume as well: the
 * clients may be others by then. Every yes is journalled.
 */
final class Gatekeeper {
    private final World world;
    private final GateMode mode;
    private final Set<Phase> entered = EnumSet.noneOf(Phase.class);

    Gatekeeper(World world, GateMode mode) {
        this.world = world;
        this.mode = mode;
    }

    /** Empty when the step may begin; else why not. */
    Optional<Problem> admit(Step step, List<Step> restOfPhase) {
        Phase phase = step.phase();
        if (!entered.contains(phase)) {
            Optional<Problem> no = enter(phase, restOfPhase);
            if (no.isPresent()) {
                return no;
            }
            entered.add(phase);
        }
        return mode == GateMode.STEP
                ? ask(new Question.DoStep(step), "steps/" + step.id(), "the step")
                : Optional.empty();
    }

    private Optional<Problem> enter(Phase phase, List<Step> steps) {
        String address = "phases/" + phase.text();
        if (phase == Phase.ENFORCE) {
            Optional<Problem> no = ask(new Question.ClosePlaintext(steps), address, "closing plaintext");
            if (no.isEmpty()) {
                world.run()
                        .events()
                        .tell(new Event.StepProgress(
                                steps.getFirst().id(),
                                "closing plaintext: yes, "
                                        + world.run().supervisor().name()));
            }
            return consent(phase, no);
        }
        if (mode == GateMode.STEP || mode == GateMode.PHASE) {
            return consent(phase, ask(new Question.EnterPhase(phase, steps), address, "the phase"));
        }
        return Optional.empty();
    }

    private Optional<Problem> consent(Phase phase, Optional<Problem> no) {
        if (no.isEmpty()) {
            world.run()
                    .journal()
                    .append(new JournalEntry.Consented(
                            world.pacer().now(), phase, world.run().supervisor().name()));
        }
        return no;
    }

    private Optional<Problem> ask(Question question, String address, String what) {
        Supervisor supervisor = world.run().supervisor();
        Answer answer = supervisor.ask(question);
        return answer == Answer.YES ? Optional.empty() : Optional.of(Questions.notAnswered(answer, address, what));
    }
}
