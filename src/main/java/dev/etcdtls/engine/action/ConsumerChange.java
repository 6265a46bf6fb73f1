package dev.etcdtls.engine.action;

import dev.etcdtls.guard.MovedConsumer;
import dev.etcdtls.model.ClientUrl;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.Outcome;
import dev.etcdtls.model.Problem;
import dev.etcdtls.model.ProblemException;
import dev.etcdtls.model.Verdict;
import dev.etcdtls.observation.ConsumerFacts;
import dev.etcdtls.observation.EtcdService.Unit;
import dev.etcdtls.observation.Sight;
import dev.etcdtls.port.ConsumerProbe.Dialled;
import dev.etcdtls.port.Services;
import dev.etcdtls.step.Move;
import dev.etcdtls.step.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Brings one consumer to its new settings.
 *
 * <ol>
 *   <li>A start or stop that is under way comes to its end.
 *   <li>Unless its process has the settings already: every endpoint is dialled from its host, as its user, with its certificate.
 *   <li>The dead-man switch of the host is armed, the files are edited, the guard is asked again, the unit restarts once.
 *   <li>The gate passes, and the switch is disarmed; when it does not pass, the files go back and the unit is restarted with them.
 * </ol>
 *
 * <p>The running process decides what is missing: one that has the settings is not restarted again, whatever the journal says.
 */
final class ConsumerChange {
    /** systemd gives up on a stop after 90 s by default, and on a start after as long again. */
    private static final Duration LONGEST = Duration.ofSeconds(200);

    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final int LOG_LINES = 5;
    private static final Set<String> RESTING = Set.of("active", "failed", "inactive");

    private final Equipment equipment;
    private final Judge judge;
    private final Step step;
    private final Move move;
    private final ConsumerSwitch deadMan;
    private final ConsumerFiles files;

    ConsumerChange(Equipment equipment, Judge judge, Step step, Move move) {
        this.equipment = equipment;
        this.judge = judge;
        this.step = step;
        this.move = move;
        this.deadMan = new ConsumerSwitch(equipment, step, move);
        this.files = new ConsumerFiles(equipment, step, move);
    }

    /** Throws when the consumer is not moved; it is as it was then, or the problems say how it is. */
    void perform(Evidence evidence) {
        settle();
        ConsumerGate gate = new ConsumerGate(equipment, move);
        if (MovedConsumer.runs(move, look())) {
            files.write();
        } else {
            dial();
            demandPeers();
            gate.remember();
            deadMan.arm(step);
            orStandDown(() -> {
                files.write();
                judge.demand(step, equipment.observe());
                demandPeers();
                deadMan.demandArmed();
                return true;
            });
            restart();
        }
        pass(gate.verdict(), evidence);
        evidence.add(move.consumer() + " invocation", state().orThrow().invocationId());
    }

    /**
     * The switch is disarmed by then: before a person is asked, too, because nobody knows how long that takes. One that cannot be disarmed is
     * no reason to take back what works: the host asks the consumer itself, and leaves it alone.
     */
    private void pass(Verdict verdict, Evidence evidence) {
        String word = switch (verdict) {
            case Verdict.Pass() -> {
                deadMan.disarm();
                yield "passed";
            }
            case Verdict.Fail(List<Problem> problems) -> throw takenBack(problems);
            case Verdict.Inconclusive(List<Problem> problems) -> {
                deadMan.disarm();
                equipment.goOnOrStop(step, problems);
                yield "inconclusive, accepted by a person";
            }
        };
        evidence.add(move.consumer() + " gate", word);
        equipment.tell(step, "the gate of " + move.consumer() + ": " + word);
    }

    private void settle() {
        equipment.waiting().until(LONGEST, PAUSE, () -> active().filter(unit -> RESTING.contains(unit.activeState())));
    }

    private ConsumerFacts look() {
        var consumer = equipment.inventory().consumers().stream()
                .filter(entry -> entry.name().equals(move.consumer()))
                .findFirst()
                .orElseThrow();
        return switch (equipment
                .world()
                .hosts()
                .consumers()
                .look()
                .observe(consumer)
                .sight()) {
            case Sight.Seen<ConsumerFacts>(ConsumerFacts facts) -> facts;
            case Sight.Unseen<ConsumerFacts>(Problem reason) -> throw new ProblemException(reason);
        };
    }

    /** All endpoints must answer: a consumer may use any of them at any time. */
    private void dial() {
        List<Problem> problems = new ArrayList<>();
        for (ClientUrl url : move.dial()) {
            Dialled dialled = equipment
                    .world()
                    .hosts()
                    .consumers()
                    .probe()
                    .dial(move.host(), move.site().user(), move.certificates(), url)
                    .orThrow();
            if (!dialled.isHealthy()) {
                problems.add(new Problem(
                        ErrorCode.GATE_FAILED,
                        "consumers/" + move.consumer(),
                        url + " does not serve " + move.site().user().user() + " on " + move.host() + ": "
                                + dialled.words(),
                        "nothing was changed; mend that, then resume"));
            }
        }
        if (!problems.isEmpty()) {
            throw new ProblemException(problems);
        }
        equipment.tell(
                step, move.consumer() + " reaches " + move.dial().size() + " endpoints over TLS from " + move.host());
    }

    private void demandPeers() {
        List<Problem> alone = new ApiserverPeers(equipment).problems(move);
        if (!alone.isEmpty()) {
            throw new ProblemException(alone);
        }
    }

    /** What must hold between the edits and the restart. When it does not, the files go back and the switch is disarmed. */
    private <T> T orStandDown(Supplier<T> demand) {
        try {
            return demand.get();
        } catch (ProblemException e) {
            deadMan.standDown();
            throw e;
        }
    }

    private void restart() {
        Unit before = orStandDown(() -> {
            if (move.editsUnits()) {
                services().reload(move.host()).orThrow();
            }
            return state().orThrow();
        });
        orStandDown(() -> switch (services().restart(move.host(), move.site().unit())) {
            case Outcome.Refused<?>(Problem problem) -> throw new ProblemException(problem);
            case Outcome.Done<?> _, Outcome.Unknown<?> _ -> true;
        });
        equipment.tell(step, move.site().unit() + " on " + move.host() + " restarts");
        Optional<Unit> after = equipment
                .waiting()
                .until(
                        LONGEST,
                        PAUSE,
                        () -> active().filter(unit -> !unit.invocationId().equals(before.invocationId()))
                                .filter(unit ->
                                        unit.isActive() || unit.activeState().equals("failed")));
        if (after.filter(Unit::isActive).isEmpty()) {
            throw takenBack(List.of(notActive(after)));
        }
        equipment.tell(step, move.site().unit() + " on " + move.host() + " is active again");
    }

    private Problem notActive(Optional<Unit> after) {
        if (services().log(move.host(), move.site().unit(), LOG_LINES) instanceof Outcome.Done<String>(String lines)) {
            lines.lines().forEach(line -> equipment.tell(step, move.host() + ": " + line.strip()));
        }
        return new Problem(
                ErrorCode.STEP_FAILED,
                "consumers/" + move.consumer(),
                move.site().unit()
                        + after.map(unit -> " did not start: it is " + unit.activeState())
                                .orElse(" did not become active within " + LONGEST.toSeconds() + " s of its restart"),
                "look at journalctl -u " + move.site().unit() + " on " + move.host() + "; mend it and resume");
    }

    /** The consumer gets its former settings, at once; the others are not touched. */
    private ProblemException takenBack(List<Problem> reasons) {
        String became = deadMan.takeBack();
        equipment.tell(step, move.consumer() + " is taken back: " + became);
        List<Problem> problems = new ArrayList<>(List.of(new Problem(
                ErrorCode.CONSUMER_TAKEN_BACK,
                "consumers/" + move.consumer(),
                move.consumer() + " did not work with its new settings: " + became,
                "every member serves both; mend what is said below, then resume")));
        problems.addAll(reasons);
        return new ProblemException(problems);
    }

    /** Empty while the host does not answer: one lost call is no reason to give a restart up. */
    private Optional<Unit> active() {
        return state() instanceof Outcome.Done<Unit>(Unit unit) ? Optional.of(unit) : Optional.empty();
    }

    private Outcome<Unit> state() {
        return services().state(move.host(), move.site().unit());
    }

    private Services services() {
        return equipment.world().hosts().services();
    }
}
