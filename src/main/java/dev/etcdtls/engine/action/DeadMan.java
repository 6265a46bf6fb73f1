package dev.etcdtls.engine.action;

import dev.etcdtls.config.EtcdSettings;
import dev.etcdtls.engine.observe.Endpoints;
import dev.etcdtls.model.ClientUrl;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.Outcome;
import dev.etcdtls.model.Problem;
import dev.etcdtls.model.ProblemException;
import dev.etcdtls.model.Scheme;
import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.observation.SwitchState;
import dev.etcdtls.port.DeadManSwitch;
import dev.etcdtls.port.DeadManSwitch.Charge;
import dev.etcdtls.port.EtcdEndpoint;
import dev.etcdtls.step.FileEdit;
import dev.etcdtls.step.Step;
import dev.etcdtls.step.Target;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * The dead-man switch of a step's host, from before the file changes until after the gate. What it says of itself is read back each time.
 */
final class DeadMan {
    private final Equipment equipment;
    private final Step step;
    private final Target target;

    DeadMan(Equipment equipment, Step step, Target target) {
        this.equipment = equipment;
        this.step = step;
        this.target = target;
    }

    /** From here on the host takes the step back by itself, unless it is disarmed in time. */
    void arm(FileEdit edit, ClusterObservation seen) {
        Charge charge =
                new Charge(equipment.world().run().folder().id(), step.id(), target, edit, listener(edit, seen));
        if (port().arm(target.host(), charge) instanceof Outcome.Refused<SwitchState>(Problem problem)) {
            throw new ProblemException(problem);
        }
        SwitchState armed = state().filter(found -> found.run().equals(charge.run())
                        && found.step().equals(step.id().value()))
                .filter(SwitchState::isArmed)
                .orElseThrow(() -> new ProblemException(notArmed("it was armed, and is not to be seen")));
        equipment.tell(
                step,
                "the dead-man switch on " + target.host() + " is armed: unless it is disarmed before " + moment(armed)
                        + ", the host takes this step back by itself");
    }

    /** What follows takes the member out of service: throws when the switch is no longer armed. */
    void demandArmed() {
        Optional<SwitchState> now = state();
        if (now.filter(SwitchState::isArmed).isEmpty()) {
            throw new ProblemException(
                    now.map(this::fired).orElseGet(() -> notArmed("it was armed, and somebody took it away")));
        }
    }

    /** Afterwards there is nothing of a switch on the host, and it has never fired; else this throws. Harmless where none was armed. */
    void disarm() {
        boolean armed = state().filter(SwitchState::isArmed).isPresent();
        if (port().disarm(target.host()) instanceof Outcome.Refused<Optional<SwitchState>>(Problem problem)) {
            throw new ProblemException(problem);
        }
        Optional<SwitchState> now = state();
        if (now.isPresent()) {
            throw new ProblemException(
                    now.get().isArmed() ? notArmed("it was disarmed, and is still armed") : fired(now.get()));
        }
        if (armed) {
            equipment.tell(step, "the dead-man switch on " + target.host() + " is disarmed; it never fired");
        }
    }

    /** For a step that stops before its restart: the file goes back at once. When that fails the switch stays armed and does it later. */
    void standDown() {
        Outcome<Optional<SwitchState>> said = port().settle(target.host());
        boolean gone =
                said instanceof Outcome.Done<Optional<SwitchState>>(Optional<SwitchState> left) && left.isEmpty();
        equipment.tell(
                step,
                gone
                        ? "the file on " + target.host() + " is as it was, and the dead-man switch is disarmed"
                        : "the dead-man switch on " + target.host() + " could not be disarmed");
    }

    /** For a step that failed: what the host will do by itself; empty when nothing. */
    Optional<Problem> announcement() {
        return port().state(target.host()) instanceof Outcome.Done<Optional<SwitchState>>(Optional<SwitchState> now)
                ? now.filter(SwitchState::isArmed).map(this::armed)
                : Optional.empty();
    }

    /** The listener that the new settings give the member, where it must answer: TLS before plaintext. */
    private ClientUrl listener(FileEdit edit, ClusterObservation seen) {
        EtcdSettings wanted = seen.service(target.host())
                .map(service -> service.onNextStart().with(edit.set()))
                .orElseThrow(() -> new ProblemException(notArmed("its etcd cannot be seen")));
        return Endpoints.find(target.host(), wanted, Scheme.HTTPS)
                .or(() -> Endpoints.find(target.host(), wanted, Scheme.HTTP))
                .map(EtcdEndpoint::url)
                .orElseThrow(() -> new ProblemException(notArmed("the new settings have no client listener")));
    }

    private Optional<SwitchState> state() {
        return port().state(target.host()).orThrow();
    }

    private DeadManSwitch port() {
        return equipment.world().hosts().deadMan();
    }

    private Problem armed(SwitchState armed) {
        return new Problem(
                ErrorCode.DEAD_MAN_ARMED,
                "hosts/" + target.host(),
                "its dead-man switch is armed: at " + moment(armed)
                        + " the host puts the file back, and restarts etcd with it if that is needed",
                "wait until then and see that the member is back, then resume");
    }

    private Problem fired(SwitchState fired) {
        return SwitchWords.fired(target.host(), fired);
    }

    private Problem notArmed(String why) {
        return new Problem(
                ErrorCode.STEP_FAILED,
                "hosts/" + target.host(),
                "the dead-man switch: " + why,
                "look at /var/lib/etcd-tls/deadman on the host, then resume");
    }

    private static String moment(SwitchState state) {
        return state.at().truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
