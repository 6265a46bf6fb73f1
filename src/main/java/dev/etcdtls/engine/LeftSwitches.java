package dev.etcdtls.engine;

import dev.etcdtls.engine.action.SwitchWords;
import dev.etcdtls.engine.action.Vigil;
import dev.etcdtls.engine.observe.Waiting;
import dev.etcdtls.event.Event;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.HostName;
import dev.etcdtls.model.Outcome;
import dev.etcdtls.model.Problem;
import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.observation.HostFacts;
import dev.etcdtls.observation.HostObservation;
import dev.etcdtls.observation.SwitchState;
import dev.etcdtls.port.DeadManSwitch;
import dev.etcdtls.port.Nothing;
import dev.etcdtls.port.Supervisor.Question;
import dev.etcdtls.port.World;
import dev.etcdtls.step.StepId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Settles the dead-man switches that lie on hosts when a run is taken up, before anything else is done.
 *
 * <ol>
 *   <li>One of another run that is armed: nothing is done.
 *   <li>One of this run that is armed: disarmed, when its process was not restarted (then the file goes back) or is active. A member that
 *       is down is left to its switch, and waited for: nobody takes its way back away.
 *   <li>One that has fired is told. When it undid a step of this run, that is done again only if a person says so.
 * </ol>
 */
record LeftSwitches(World world, Vigil vigil) {
    private static final Duration PAUSE = Duration.ofSeconds(2);

    /** A switch that fires waits for its unit, asks it some times, and waits once more, before it says what came of it. */
    private static final Duration FIRING = Duration.ofMinutes(6);

    /** Why nothing may be done now; empty when no switch is left on any host. */
    List<Problem> settle(ClusterObservation seen) {
        List<Problem> problems = new ArrayList<>();
        for (HostObservation host : seen.hosts()) {
            host.sight()
                    .seen()
                    .flatMap(HostFacts::deadManSwitch)
                    .ifPresent(found -> problems.addAll(settle(host.host(), found)));
        }
        return List.copyOf(problems);
    }

    private List<Problem> settle(HostName host, SwitchState found) {
        if (!found.isArmed()) {
            return fired(host, found);
        }
        if (!found.run().equals(world.run().folder().id())) {
            return List.of(armed(host, found));
        }
        Duration left = Duration.between(world.pacer().now(), found.at());
        Duration longest = left.isNegative() ? FIRING : FIRING.plus(left.compareTo(FIRING) < 0 ? left : FIRING);
        Outcome<Optional<SwitchState>> end = ended(host).orElseGet(() -> {
            tell(
                    found,
                    "the unit of this step on " + host
                            + " is down, and the dead-man switch brings it back; waits until " + found.at()
                            + " and some minutes more");
            return new Waiting(world.pacer())
                    .until(longest, PAUSE, () -> ended(host).or(() -> stopped(host)))
                    .orElseGet(() -> new Outcome.Refused<>(armed(host, found)));
        });
        return switch (end) {
            case Outcome.Done<Optional<SwitchState>>(Optional<SwitchState> now) ->
                now.map(fired -> fired(host, fired)).orElseGet(() -> disarmed(host, found));
            case Outcome.Refused<Optional<SwitchState>>(Problem problem) -> List.of(problem);
            case Outcome.Unknown<Optional<SwitchState>>(Problem problem) -> List.of(problem);
        };
    }

    /** Somebody has asked the run to end while it waits. */
    private Optional<Outcome<Optional<SwitchState>>> stopped(HostName host) {
        return vigil.askedToEndBy()
                .map(by -> new Outcome.Refused<>(new Problem(
                        ErrorCode.STOPPED_BY_PERSON,
                        "hosts/" + host,
                        "the run was asked to end, by " + by + ", while it waited for the dead-man switch on " + host,
                        "resume when it may go on; the switch does its work without this tool")));
    }

    /** Empty while it stays armed. */
    private Optional<Outcome<Optional<SwitchState>>> ended(HostName host) {
        Outcome<Optional<SwitchState>> said = deadMan().settle(host);
        boolean armed = said instanceof Outcome.Done<Optional<SwitchState>>(Optional<SwitchState> now)
                && now.filter(SwitchState::isArmed).isPresent();
        return armed ? Optional.empty() : Optional.of(said);
    }

    private List<Problem> disarmed(HostName host, SwitchState found) {
        tell(found, "the dead-man switch on " + host + " was armed and had not fired; it is disarmed");
        return List.of();
    }

    private List<Problem> fired(HostName host, SwitchState fired) {
        Problem what = SwitchWords.fired(host, fired);
        tell(fired, what.address() + ": " + what.summary());
        boolean own = fired.run().equals(world.run().folder().id());
        if (own && fired.undidTheStep()) {
            Vigil.Reply reply = vigil.ask(
                    new Question.DoAgain(new StepId(fired.step()), what),
                    "steps/" + fired.step(),
                    "doing the step again");
            if (!reply.yes()) {
                List<Problem> problems = new ArrayList<>(reply.problems());
                problems.add(what);
                return List.copyOf(problems);
            }
            tell(fired, "doing it again: yes, " + reply.by());
        }
        return switch (deadMan().forget(host)) {
            case Outcome.Done<Nothing> _ -> List.of();
            case Outcome.Refused<Nothing>(Problem problem) -> List.of(problem);
            case Outcome.Unknown<Nothing>(Problem problem) -> List.of(problem);
        };
    }

    private void tell(SwitchState about, String fact) {
        world.run().events().tell(new Event.StepProgress(new StepId(about.step()), fact));
    }

    private DeadManSwitch deadMan() {
        return world.hosts().deadMan();
    }

    private static Problem armed(HostName host, SwitchState found) {
        return new Problem(
                ErrorCode.DEAD_MAN_ARMED,
                "hosts/" + host,
                "the dead-man switch of step " + found.step() + " of run " + found.run() + " is armed until "
                        + found.at(),
                "resume that run, or wait until the switch has done its work, then resume");
    }
}
