package dev.etcdtls.engine.action;

import dev.etcdtls.model.Outcome;
import dev.etcdtls.model.Problem;
import dev.etcdtls.model.ProblemException;
import dev.etcdtls.model.Secret;
import dev.etcdtls.observation.SwitchState;
import dev.etcdtls.port.Charge;
import dev.etcdtls.port.Charge.GuardedFile;
import dev.etcdtls.step.Move;
import dev.etcdtls.step.Step;
import java.time.Duration;

/** The dead-man switch of a consumer's host: what it is charged with, and how a move is taken back with it. */
final class ConsumerSwitch {
    /** A kube-apiserver may need 65 s to stop while watches are open, as long again until it is ready, and its gate comes after that. */
    private static final Duration LEAST = Duration.ofMinutes(5);

    private static final Duration EACH = Duration.ofSeconds(10);
    private static final Duration WITHIN = Duration.ofSeconds(60);

    /** systemd gives up on a stop after 90 s, and on a start after as long again. */
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final Equipment equipment;
    private final Move move;
    private final HostSwitch host;

    ConsumerSwitch(Equipment equipment, Step step, Move move) {
        this.equipment = equipment;
        this.move = move;
        this.host = new HostSwitch(equipment, step, move.host());
    }

    /** From here on the host takes the move back by itself, unless the switch is disarmed in time. */
    void arm(Step step) {
        Charge charge = new Charge(
                equipment.world().run().folder().id(),
                step.id(),
                new Charge.Subject(move.site().unit(), move.site().user(), move.editsUnits(), LEAST),
                move.edits().stream().map(GuardedFile::of).toList(),
                move.wanted(),
                new Charge.Health.Check(new Secret(HealthCommands.of(move)), EACH, WITHIN));
        if (!host.arm(charge)) {
            throw new ProblemException(host.notArmed("there is no copy of the files as they were before the edit"));
        }
    }

    void demandArmed() {
        host.demandArmed();
    }

    void disarm() {
        host.disarm();
    }

    void standDown() {
        host.standDown();
    }

    /**
     * For a gate that did not pass: the files go back and the unit is restarted with them, now. Throws when the host does not say in time what
     * came of it.
     *
     * @return what came of it, in words
     */
    String takeBack() {
        SwitchState done = host.takeBack(LONGEST);
        return switch (done.stage()) {
            // It has said all there is to say: the run that is taken up need not ask about it.
            case PUT_BACK, RESTARTED ->
                equipment.world().hosts().deadMan().forget(move.host()) instanceof Outcome.Refused<?>(Problem problem)
                        ? SwitchWords.did(done) + "; " + problem.summary()
                        : SwitchWords.did(done);
            case ARMED, LEFT_ALONE, RESTARTED_IN_VAIN, LEFT_TO_OTHERS -> SwitchWords.did(done);
        };
    }
}
