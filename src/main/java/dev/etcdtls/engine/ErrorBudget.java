package dev.etcdtls.engine;

import dev.etcdtls.engine.action.Equipment;
import dev.etcdtls.engine.action.Vigil;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.Problem;
import dev.etcdtls.port.Supervisor.Question;
import dev.etcdtls.step.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What clients have to bear for a run, in three degrees.
 *
 * <ol>
 *   <li>Throttle: while they wait for more than half of what the budget allows, no step that disturbs begins. That is no failure.
 *   <li>Hold: when it does not pass, or the budget is spent, the run rests before the next step, and asks whether to go on. A yes counts
 *       the budget anew.
 *   <li>Abort: without a yes the run ends at this resting state. A lost write is never asked about.
 * </ol>
 */
record ErrorBudget(Equipment equipment, Writes writes, Vigil vigil) {
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** Why the step may not begin by what was spent; empty when it may. */
    List<Problem> admit(Step step) {
        List<Problem> spent = writes.problems();
        return spent.isEmpty() ? List.of() : held(step, spent);
    }

    /** Waits until clients are well served. Why the step may not begin; empty when it may, or when a person wants the run to rest. */
    List<Problem> calm(Step step) {
        Optional<String> strain = writes.strain();
        if (strain.isEmpty()) {
            return List.of();
        }
        equipment.tell(step, "throttled: " + strain.get() + "; waits until it is calm");
        boolean calm = equipment
                .waiting()
                .until(
                        LONGEST,
                        PAUSE,
                        () -> writes.strain().isEmpty() || equipment.restAsked() ? Optional.of(true) : Optional.empty())
                .isPresent();
        if (calm) {
            return List.of();
        }
        return held(
                step,
                List.of(new Problem(
                        ErrorCode.ERROR_BUDGET_SPENT,
                        "cluster",
                        writes.strain().orElse(strain.get()) + ", and that did not pass in " + LONGEST.toSeconds()
                                + " s",
                        "see that every member serves and how loaded the hosts are, then resume")));
    }

    private List<Problem> held(Step step, List<Problem> spent) {
        if (spent.stream().anyMatch(problem -> problem.code() != ErrorCode.ERROR_BUDGET_SPENT)) {
            return spent;
        }
        Vigil.Reply reply = vigil.ask(
                new Question.GoOnOverBudget(step, spent), "steps/" + step.id(), "going on with a spent budget");
        if (!reply.yes()) {
            return reason(spent, reply);
        }
        writes.forgive();
        equipment.tell(step, "goes on although the budget was spent, by " + reply.by() + "; it is counted anew");
        return writes.problems();
    }

    /** That nobody could be asked adds nothing to why the run is held. */
    private static List<Problem> reason(List<Problem> spent, Vigil.Reply reply) {
        List<Problem> all = new ArrayList<>(spent);
        reply.problems().stream()
                .filter(problem -> problem.code() != ErrorCode.CONSENT_MISSING)
                .forEach(all::add);
        return List.copyOf(all);
    }
}
