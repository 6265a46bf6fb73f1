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
import dev.etcdtls.step.Phase;
import dev.etcdtls.step.Step;
import dev.etcdtls.step.TakeTlsCensus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A question that stands, and what goes on while it does.
 *
 * <p>A yes to closing plaintext is worth what was seen before it: while the question stands, who speaks plaintext is watched and told. When
 * somebody was seen, or a window could not be watched, the census is taken once more after the yes and has to be clean. On the way back the
 * census is taken once more when the question stood for longer than its quiet time.
 */
final class OpenQuestion {
    private static final Duration LONGEST_WINDOW = Duration.ofSeconds(5);

    private final Equipment equipment;
    private final RunControl control;
    private final Wait wait;
    private final Optional<Step.TakeCensus> census;
    private final Optional<TakeTlsCensus> censusOfTls;
    private final Instant asked;
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
        this.censusOfTls =
                question instanceof Question.GoBack back ? census(equipment, back.phase()) : Optional.empty();
        this.asked = equipment.world().pacer().now();
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
        List<Problem> clients = clientsSince(who);
        return new Reply(clients.isEmpty(), who, clients);
    }

    /** Who came while the question stood, and must not be cut; empty when nobody did. */
    private List<Problem> clientsSince(String who) {
        Optional<Performed> again = Optional.empty();
        if (census.isPresent() && censusIsOld) {
            tell(census.get(), who, "plaintext was spoken meanwhile");
            again = Optional.of(new TakeCensus(equipment, census.get()).perform());
        } else if (censusOfTls.filter(step -> stoodLongerThan(step.quiet())).isPresent()) {
            tell(censusOfTls.get(), who, "nobody watched meanwhile");
            again = Optional.of(new TlsCensus(equipment, censusOfTls.get()).perform());
        }
        return again.map(performed -> switch (performed) {
                    case Performed.Done _ -> List.<Problem>of();
                    case Performed.Failed(List<Problem> problems) -> problems;
                })
                .orElse(List.of());
    }

    private boolean stoodLongerThan(Duration quiet) {
        return Duration.between(asked, equipment.world().pacer().now()).compareTo(quiet) > 0;
    }

    private void tell(Step step, String who, String why) {
        equipment.tell(step, "yes, by " + who + "; but " + why + ": the census is taken once more");
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

    private static Optional<TakeTlsCensus> census(Equipment equipment, Phase before) {
        return equipment.plan().steps().stream()
                .flatMap(step -> step instanceof TakeTlsCensus take ? Stream.of(take) : Stream.empty())
                .filter(step -> step.before() == before)
                .findFirst();
    }
}
