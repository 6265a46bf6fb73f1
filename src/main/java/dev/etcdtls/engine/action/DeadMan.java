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
import dev.etcdtls.port.Charge;
import dev.etcdtls.port.DeadManSwitch;
import dev.etcdtls.port.EtcdEndpoint;
import dev.etcdtls.step.FileEdit;
import dev.etcdtls.step.Step;
import dev.etcdtls.step.Target;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The dead-man switch of a step's host, from before the file changes until after the gate. What it says of itself is read back each time.
 */
final class DeadMan {
    /** A switch waits for a minute at least; the restart that follows has to fit into what is left of it. */
    private static final Duration FRESH = Duration.ofSeconds(15);

    private final Equipment equipment;
    private final Step step;
    private final Target target;
    private Optional<Armed> charged = Optional.empty();

    /** What it was armed with, and when. */
    private record Armed(FileEdit edit, ClusterObservation seen, Instant at) {}

    DeadMan(Equipment equipment, Step step, Target target) {
        this.equipment = equipment;
        this.step = step;
        this.target = target;
    }

    /**
     * From here on the host takes the step back by itself, unless it is disarmed in time. A member that is down, and whose file is already
     * as the step wants it, has nothing to go back to: it is started without a switch.
     */
    void arm(FileEdit edit, ClusterObservation seen) {
        Charge charge =
                Charge.ofMember(equipment.world().run().folder().id(), step.id(), target, edit, listener(edit, seen));
        Outcome<Optional<SwitchState>> said = port().arm(target.host(), charge);
        if (said instanceof Outcome.Refused<Optional<SwitchState>>(Problem problem)) {
            throw new ProblemException(problem);
        }
        if (said instanceof Outcome.Done<Optional<SwitchState>>(Optional<SwitchState> now) && now.isEmpty()) {
            if (isRunning(seen)) {
                throw new ProblemException(notArmed("there is no copy of the file as it was before the edit"));
            }
            equipment.tell(
                    step,
                    target.host()
                            + " has no former file to go back to, and its member is down: no dead-man switch is armed");
            return;
        }
        charged = Optional.of(new Armed(edit, seen, now()));
        SwitchState armed = state().filter(found -> found.run().equals(charge.run())
                        && found.step().equals(step.id().value()))
                .filter(SwitchState::isArmed)
                .orElseThrow(() -> new ProblemException(notArmed("it was armed, and is not to be seen")));
        equipment.tell(
                step,
                "the dead-man switch on " + target.host() + " is armed: unless it is disarmed before " + moment(armed)
                        + ", the host takes this step back by itself");
    }

    /**
     * What follows takes the member out of service: throws when the switch is no longer armed. One that was armed some time ago is armed
     * anew, so that it does not fire in the middle of a restart that goes well.
     */
    void demandArmed() {
        if (charged.isEmpty()) {
            return;
        }
        Armed last = charged.get();
        if (Duration.between(last.at(), now()).compareTo(FRESH) > 0) {
            arm(last.edit(), last.seen());
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
                        ? "the edit on " + target.host()
                                + " is taken back, unless somebody else changed the file since; the dead-man switch is disarmed"
                        : "the dead-man switch on " + target.host() + " could not be disarmed");
    }

    /** For a step that failed: what the host will do by itself, or has done; empty when nothing. */
    Optional<Problem> announcement() {
        return port().state(target.host()) instanceof Outcome.Done<Optional<SwitchState>>(Optional<SwitchState> now)
                ? now.map(lies -> lies.isArmed() ? armed(lies) : fired(lies))
                : Optional.empty();
    }

    /**
     * The listener that the new settings give the member, where it must answer its health page: one of those that the step promises, if it
     * can be. With {@code listen-client-http-urls} the page is there alone (etcd 3.5.8 and later).
     */
    private ClientUrl listener(FileEdit edit, ClusterObservation seen) {
        EtcdSettings wanted = seen.service(target.host())
                .map(service -> service.onNextStart().with(edit.set()))
                .map(DeadMan::withHealthPage)
                .orElseThrow(() -> new ProblemException(notArmed("its etcd cannot be seen")));
        Scheme promised = Voter.promised(step);
        return Endpoints.find(target.host(), wanted, promised)
                .or(() -> Endpoints.find(target.host(), wanted, promised == Scheme.HTTPS ? Scheme.HTTP : Scheme.HTTPS))
                .map(EtcdEndpoint::url)
                .orElseThrow(() -> new ProblemException(notArmed("the new settings have no client listener")));
    }

    private boolean isRunning(ClusterObservation seen) {
        return seen.service(target.host())
                .filter(service -> !service.running().values().isEmpty())
                .isPresent();
    }

    private Instant now() {
        return equipment.world().pacer().now();
    }

    private static EtcdSettings withHealthPage(EtcdSettings wanted) {
        return wanted.get("listen-client-http-urls")
                .map(urls -> wanted.with(new TreeMap<>(Map.of("listen-client-urls", urls))))
                .orElse(wanted);
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
