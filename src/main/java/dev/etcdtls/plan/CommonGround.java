package dev.etcdtls.plan;

import dev.etcdtls.guard.StepDone;
import dev.etcdtls.model.HostName;
import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.step.ConsumerStep;
import dev.etcdtls.step.Step;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What of a plan another plan of the same cluster can be compared with. A step for consumers leaves out whose host was not seen: so of such a
 * step only that counts which is on hosts that the <em>other</em> plan is bound to. A host that went away is held by the step's guard, and one
 * that came back is for the next plan; but work on a host that is seen now is compared, whatever the stored plan says that it is bound to.
 */
public final class CommonGround {
    private CommonGround() {}

    /** The steps, those for consumers as far as the other plan could have them. */
    public static List<Step> steps(List<Step> steps, Plan other) {
        Set<HostName> hosts = other.baseline().hosts().stream()
                .map(Baseline.HostBinding::host)
                .collect(Collectors.toSet());
        return steps.stream()
                .flatMap(step -> step instanceof ConsumerStep consumers
                        ? consumers.on(hosts).<Step>map(part -> part).stream()
                        : Stream.of(step))
                .toList();
    }

    /** The same without those of which only that was left which is done already. */
    public static List<Step> undone(List<Step> steps, Plan other, ClusterObservation seen) {
        return steps(steps, other).stream()
                .filter(step -> !(step instanceof ConsumerStep) || steps.contains(step) || !StepDone.isDone(step, seen))
                .toList();
    }
}
