package dev.etcdtls.engine.action;

import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.HostName;
import dev.etcdtls.model.Outcome;
import dev.etcdtls.model.Problem;
import dev.etcdtls.model.ProblemException;
import dev.etcdtls.observation.SwitchState;
import dev.etcdtls.port.Charge;
import dev.etcdtls.port.DeadManSwitch;
import dev.etcdtls.step.Step;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * The dead-man switch of one host in a step, whatever unit it guards, from before the files change until after the gate. What it says of
 * itself is read back each time. In this order:
 *
 * <ol>
 *   <li>{@link #arm} before the first file changes.
 *   <li>{@link #standDown} when something stops the step between an edit and the restart.
 *   <li>{@link #demandArmed} just before the restart.
 *   <li>{@link #disarm} when the gate has passed; {@link #takeBack} when it has not.
 *   <li>{@link #announcement} for a step that failed in any other way: the host goes on by itself.
 * </ol>
 */
final class HostSwitch {
    /** A switch waits for a minute at least; the restart that follows has to fit into what is left of it. */
    private static final Duration FRESH = Duration.ofSeconds(15);

    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final Equipment equipment;
    private final Step step;
    private final HostName host;
    private Optional<Armed> charged = Optional.empty();

    /** What it was armed with, and when. */
    private record Armed(Charge charge, Instant at) {}

    HostSwitch(Equipment equipment, Step step, HostName host) {
        this.equipment = equipment;
        this.step = step;
        this.host = host;
    }

    /**
     * From here on the host takes the step back by itself, unless it is disarmed in time. Gives whether it is armed: it is not when there is
     * nothing to go back to, because some file is already as the step wants it and nobody has kept what it was. Whether the step may go on
     * without a switch is the caller's to say.
     */
    boolean arm(Charge charge) {
        Outcome<Optional<SwitchState>> said = port().arm(host, charge);
        if (said instanceof Outcome.Refused<Optional<SwitchState>>(Problem problem)) {
            throw new ProblemException(problem);
        }
        if (said instanceof Outcome.Done<Optional<SwitchState>>(Optional<SwitchState> now) && now.isEmpty()) {
            return false;
        }
        charged = Optional.of(new Armed(charge, now()));
        SwitchState armed = state().filter(found -> found.run().equals(charge.run())
                        && found.step().equals(step.id().value()))
                .filter(SwitchState::isArmed)
                .orElseThrow(() -> new ProblemException(notArmed("it was armed, and is not to be seen")));
        equipment.tell(
                step,
                "the dead-man switch on " + host + " is armed: unless it is disarmed before " + moment(armed)
                        + ", the host takes this step back by itself");
        return true;
    }

    /**
     * What follows takes the unit out of service: throws when the switch is no longer armed. One that was armed some time ago is armed
     * anew, so that it does not fire in the middle of a restart that goes well. Harmless where none was armed.
     */
    void demandArmed() {
        if (charged.isEmpty()) {
            return;
        }
        Armed last = charged.get();
        if (Duration.between(last.at(), now()).compareTo(FRESH) > 0 && !arm(last.charge())) {
            throw new ProblemException(notArmed("there is no copy of the files as they were before the step"));
        }
        Optional<SwitchState> now = state();
        if (now.filter(SwitchState::isArmed).isEmpty()) {
            throw new ProblemException(
                    now.map(this::fired).orElseGet(() -> notArmed("it was armed, and somebody took it away")));
        }
    }

    /** Afterwards there is nothing of a switch on the host, and it has never fired; else this throws. Harmless where none was armed. */
    void disarm() {
        boolean armed = state().filter(SwitchState::isArmed).isPresent();
        if (port().disarm(host) instanceof Outcome.Refused<Optional<SwitchState>>(Problem problem)) {
            throw new ProblemException(problem);
        }
        Optional<SwitchState> now = state();
        if (now.isPresent()) {
            throw new ProblemException(
                    now.get().isArmed() ? notArmed("it was disarmed, and is still armed") : fired(now.get()));
        }
        if (armed) {
            equipment.tell(step, "the dead-man switch on " + host + " is disarmed; it never fired");
        }
    }

    /** For a step that stops before its restart: the files go back at once. When that fails the switch stays armed and does it later. */
    void standDown() {
        Outcome<Optional<SwitchState>> said = port().settle(host);
        boolean gone =
                said instanceof Outcome.Done<Optional<SwitchState>>(Optional<SwitchState> left) && left.isEmpty();
        equipment.tell(
                step,
                gone
                        ? "the edit on " + host
                                + " is taken back, unless somebody else changed the file since; the dead-man switch is disarmed"
                        : "the dead-man switch on " + host + " could not be disarmed");
    }

    /**
     * For a gate that did not pass: the host takes the step back now, with one restart at most, and this waits until it says what came of
     * it: {@code PUT_BACK}, {@code RESTARTED}, {@code RESTARTED_IN_VAIN} or {@code LEFT_TO_OTHERS}. That lies on the host afterwards, so that
     * a run that dies now is asked about it when it is taken up; {@link DeadManSwitch#forget} when it is told and journalled, because no
     * other switch is armed on that host before. Throws when the host does not say it in time: it goes on by itself.
     *
     * @param longest that a stop and a start of the unit may take together, with time to spare
     */
    SwitchState takeBack(Duration longest) {
        Optional<Outcome<Optional<SwitchState>>> end = equipment.waiting().until(longest, PAUSE, this::takenBack);
        Optional<SwitchState> now = end.orElseGet(() -> port().state(host)).orThrow();
        SwitchState done = now.orElseThrow(() -> new ProblemException(notArmed("somebody took it away")));
        if (done.isArmed()) {
            throw new ProblemException(armed(done));
        }
        equipment.tell(step, "the step was taken back on " + host + ": " + SwitchWords.did(done));
        return done;
    }

    /** Empty while the restart is under way, or nobody answers: one lost call is no reason to give up. */
    private Optional<Outcome<Optional<SwitchState>>> takenBack() {
        Outcome<Optional<SwitchState>> said = port().takeBack(host);
        return switch (said) {
            case Outcome.Done<Optional<SwitchState>>(Optional<SwitchState> now) ->
                now.filter(SwitchState::isArmed).isPresent() ? Optional.empty() : Optional.of(said);
            case Outcome.Refused<Optional<SwitchState>>(Problem problem) ->
                problem.code() == ErrorCode.LOCK_LOST ? Optional.of(said) : Optional.empty();
            case Outcome.Unknown<Optional<SwitchState>> _ -> Optional.empty();
        };
    }

    /** For a step that failed: what the host will do by itself, or has done; empty when nothing. */
    Optional<Problem> announcement() {
        return port().state(host) instanceof Outcome.Done<Optional<SwitchState>>(Optional<SwitchState> now)
                ? now.map(lies -> lies.isArmed() ? armed(lies) : fired(lies))
                : Optional.empty();
    }

    /** Why a step cannot go on with the switch as it is. */
    Problem notArmed(String why) {
        return new Problem(
                ErrorCode.STEP_FAILED,
                "hosts/" + host,
                "the dead-man switch: " + why,
                "look at /var/lib/etcd-tls/deadman on the host, then resume");
    }

    private Problem armed(SwitchState armed) {
        return new Problem(
                ErrorCode.DEAD_MAN_ARMED,
                "hosts/" + host,
                "its dead-man switch is armed: at " + moment(armed)
                        + " the host puts the step's files back, and restarts the unit with them if that is needed",
                "wait until then and see that the unit is back, then resume");
    }

    private Problem fired(SwitchState fired) {
        return SwitchWords.fired(host, fired);
    }

    private Optional<SwitchState> state() {
        return port().state(host).orThrow();
    }

    private Instant now() {
        return equipment.world().pacer().now();
    }

    private DeadManSwitch port() {
        return equipment.world().hosts().deadMan();
    }

    private static String moment(SwitchState state) {
        return state.at().truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
