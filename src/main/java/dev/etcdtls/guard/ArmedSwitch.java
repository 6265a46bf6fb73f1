package dev.etcdtls.guard;

import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.Problem;
import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.observation.HostFacts;
import dev.etcdtls.observation.SwitchState;
import dev.etcdtls.step.Step;
import dev.etcdtls.step.StepId;
import java.util.List;
import java.util.function.Predicate;

/** A second member taken out of service by a dead-man switch that fires while a step works on the first. */
final class ArmedSwitch {
    private ArmedSwitch() {}

    /** Nothing is planned while a switch is armed anywhere: what it will do is not known yet. */
    static List<Problem> problems(ClusterObservation seen) {
        return problems(seen, _ -> true);
    }

    /** A step's own switch may be armed: the guard is asked again in the middle of it. */
    static List<Problem> problemsOfOthers(ClusterObservation seen, Step step) {
        StepId own = step.id();
        return problems(seen, found -> !found.step().equals(own.value()));
    }

    private static List<Problem> problems(ClusterObservation seen, Predicate<SwitchState> counts) {
        return seen.hosts().stream()
                .flatMap(host -> host.sight().seen().flatMap(HostFacts::deadManSwitch).stream()
                        .filter(SwitchState::isArmed)
                        .filter(counts)
                        .map(found -> new Problem(
                                ErrorCode.DEAD_MAN_ARMED,
                                Place.of(host.host()),
                                "the dead-man switch of step " + found.step() + " of run " + found.run()
                                        + " is armed until " + found.at(),
                                "resume that run, or wait until the switch has done its work and look again")))
                .toList();
    }
}
