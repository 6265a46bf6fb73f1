package dev.etcdtls.engine;

import dev.etcdtls.engine.action.Vigil;
import dev.etcdtls.engine.action.Vigil.Reply;
import dev.etcdtls.event.Event;
import dev.etcdtls.journal.JournalEntry;
import dev.etcdtls.model.Problem;
import dev.etcdtls.port.Supervisor.Question;
import dev.etcdtls.port.World;
import dev.etcdtls.step.Phase;
import dev.etcdtls.step.Step;
import java.util.EnumSet;
import java.util.List;
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
    List<Problem> admit(Step step, List<Step> restOfPhase, Vigil vigil) {
        Phase phase = step.phase();
        if (!entered.contains(phase)) {
            List<Problem> no = enter(phase, restOfPhase, vigil);
            if (!no.isEmpty()) {
                return no;
            }
            entered.add(phase);
        }
        return mode == GateMode.STEP
                ? vigil.ask(new Question.DoStep(step), "steps/" + step.id(), "the step")
                        .problems()
                : List.of();
    }

    private List<Problem> enter(Phase phase, List<Step> steps, Vigil vigil) {
        String address = "phases/" + phase.text();
        if (phase == Phase.ENFORCE) {
            Reply reply = vigil.ask(new Question.ClosePlaintext(steps), address, "closing plaintext");
            if (reply.yes()) {
                world.run()
                        .events()
                        .tell(new Event.StepProgress(steps.getFirst().id(), "closing plaintext: yes, " + reply.by()));
            }
            return consent(phase, reply);
        }
        if (phase == Phase.REOPEN || phase == Phase.WITHDRAW) {
            return consent(phase, vigil.ask(new Question.GoBack(phase, steps), address, "going back"));
        }
        if (mode == GateMode.STEP || mode == GateMode.PHASE) {
            return consent(phase, vigil.ask(new Question.EnterPhase(phase, steps), address, "the phase"));
        }
        return List.of();
    }

    private List<Problem> consent(Phase phase, Reply reply) {
        if (reply.yes()) {
            world.run()
                    .journal()
                    .append(new JournalEntry.Consented(world.pacer().now(), phase, reply.by()));
        }
        return reply.problems();
    }
}
