package dev.etcdtls.engine.action;

import dev.etcdtls.engine.action.Vigil.Reply;
import dev.etcdtls.event.Event;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.Problem;
import dev.etcdtls.model.ProblemException;
import dev.etcdtls.port.RunControl;
import dev.etcdtls.port.RunControl.Wish;
import dev.etcdtls.port.Supervisor.Answer;
import dev.etcdtls.port.Supervisor.Question;
import dev.etcdtls.step.Step;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A question that stands, and what goes on while it does.
 *
 * <p>A yes to closing plaintext is worth what was seen before it: while the question stands, who speaks plaintext is watched and told. When
 * somebody was seen, or a window could not be watched, the census is taken once more after the yes and has to be clean.
 */
final class OpenQuestion {
    private static final Duration LONGEST_WINDOW = Duration.ofSeconds(5);

    private final Equipment equipment;
    private final RunControl control;
    private final Wait wait;
    private final Optional<Step.TakeCensus> census;
    private Optional<PlaintextWatch> watch = Optional.empty();
    private List<String> seen = List.of();
    private Duration quietFor = Duration.ZERO;
    private boolean censusIsOld;
    private String by = "";
    private List<Problem> reasons = List.of();

    OpenQuestion(Equipment equipment, RunControl control, Wait wait, Question question) {
        this.equipment = equipment;
        this.control = control;
        this.wait = wait;
        this.census = question instanceof Question.ClosePlaintext ? census(equipment) : Optional.empty();
    }

    /** One look around, as {@link dev.etcdtls.port.Supervisor.Meanwhile} wants it. */
    Optional<Answer> look() {
        wait.begin();
        switch (control.wish()) {
            case Wish.Abort(String who) -> {
                reasons = List.of(new Problem(
                        ErrorCode.STOPPED_BY_PERSON,
                        wait.name().replaceAll("@.*", ""),
                        "the run was asked to end, by " + who + ", while it waited for an answer",
                        "nothing more was done; resume when it may go on"));
                return Optional.of(Answer.STOP);
            }
            case Wish.Continue(String name, String who) -> {
                if (name.equals(wait.name())) {
                    by = who;
                    return Optional.of(Answer.YES);
                }
            }
            case Wish.None _, Wish.Pause _ -> {}
        }
        census.ifPresent(this::watch);
        reasons = wait.look();
        return reasons.isEmpty() ? Optional.empty() : Optional.of(Answer.STOP);
    }

    /**
     * What the answer comes to.
     *
     * @param person who was asked
     * @param words for an answer that is no yes
     */
    Reply reply(Answer answer, String person, List<Problem> words) {
        String who = by.isEmpty() ? person : by;
        if (answer != Answer.YES) {
            return new Reply(false, who, reasons.isEmpty() ? words : reasons);
        }
        if (!censusIsOld || census.isEmpty()) {
            return new Reply(true, who, List.of());
        }
        equipment.tell(
                census.get(), "yes, by " + who + "; but plaintext was spoken meanwhile: the census is taken once more");
        return switch (new TakeCensus(equipment, census.get()).perform()) {
            case Performed.Done _ -> new Reply(true, who, List.of());
            case Performed.Failed(List<Problem> problems) -> new Reply(false, who, problems);
        };
    }

    void end(Reply reply) {
        wait.end(
                reply.yes()
                        ? "yes, by " + reply.by()
                        : reply.problems().getFirst().summary());
    }

    private void watch(Step.TakeCensus step) {
        try {
            PlaintextWatch now = watch.orElseGet(() -> new PlaintextWatch(equipment, step));
            watch = Optional.of(now);
            Duration window = step.quiet().compareTo(LONGEST_WINDOW) < 0 ? step.quiet() : LONGEST_WINDOW;
            List<String> plaintext = now.look(window);
            quietFor = plaintext.isEmpty() ? quietFor.plus(window) : Duration.ZERO;
            if (!plaintext.equals(seen)) {
                seen = plaintext;
                equipment.world().run().events().tell(new Event.CensusTaken(plaintext, quietFor));
            }
            censusIsOld |= !plaintext.isEmpty();
        } catch (ProblemException e) {
            // Somebody may have spoken while nobody could look.
            if (!censusIsOld) {
                equipment.tell(
                        step,
                        "who speaks plaintext could not be seen: "
                                + e.problems().getFirst());
            }
            watch = Optional.empty();
            censusIsOld = true;
        }
    }

    private static Optional<Step.TakeCensus> census(Equipment equipment) {
        return equipment.plan().steps().stream()
                .flatMap(step -> step instanceof Step.TakeCensus take ? Stream.of(take) : Stream.empty())
                .findFirst();
    }
}
