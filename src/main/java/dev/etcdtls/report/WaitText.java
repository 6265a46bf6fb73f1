package dev.etcdtls.report;

import dev.etcdtls.codec.EventCodec.Told;
import dev.etcdtls.event.Event;
import dev.etcdtls.event.Health;
import dev.etcdtls.plan.Plan;
import dev.etcdtls.port.Supervisor.Question;
import dev.etcdtls.step.Step;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What a run waits for, in words, made of what it told. */
public final class WaitText {
    private WaitText() {}

    /** In a few words. */
    public static String words(Event.WaitBegun wait) {
        String step = wait.steps().getFirst().value();
        return switch (wait.reason()) {
            case PAUSED -> "paused before " + step;
            case PHASE -> "at the gate of the phase of " + step + ", for a yes";
            case STEP -> "at the gate of " + step + ", for a yes";
            case CLOSE_PLAINTEXT -> "at the gate before plaintext is closed, for a yes";
            case GO_BACK -> "at the gate before " + step + ", for a yes to going back";
            case INCONCLUSIVE -> "for a yes to go on with " + step + ", where something could not be told";
            case TAKEN_BACK -> "for a yes to do " + step + " again, which a dead-man switch took back";
            case OVER_BUDGET -> "for a yes to go on before " + step + " although the budget is spent";
        };
    }

    /** The question as the run's own terminal shows it, with the cluster as the run told last that it is. */
    public static String question(Plan plan, Event.WaitBegun wait, List<Told> events) {
        List<Step> steps = wait.steps().stream()
                .flatMap(id -> plan.steps().stream().filter(step -> Objects.equals(step.id(), id)))
                .toList();
        Health health = events.stream()
                .flatMap(told ->
                        told.event() instanceof Event.HealthSeen seen ? Stream.of(seen.health()) : Stream.empty())
                .reduce((_, last) -> last)
                .orElseGet(() -> new Health(Instant.EPOCH, List.of(), List.of(), new TreeMap<>()));
        Question question = switch (wait.reason()) {
            case PAUSED, STEP -> new Question.DoStep(steps.getFirst());
            case PHASE -> new Question.EnterPhase(steps.getFirst().phase(), steps);
            case CLOSE_PLAINTEXT -> new Question.ClosePlaintext(steps);
            case GO_BACK -> new Question.GoBack(steps.getFirst().phase(), steps);
            case INCONCLUSIVE -> new Question.GoOnInconclusive(steps.getFirst(), wait.problems());
            case TAKEN_BACK ->
                new Question.DoAgain(wait.steps().getFirst(), wait.problems().getFirst());
            case OVER_BUDGET -> new Question.GoOnOverBudget(steps.getFirst(), wait.problems());
        };
        return new QuestionText(plan).of(question, health);
    }
}
