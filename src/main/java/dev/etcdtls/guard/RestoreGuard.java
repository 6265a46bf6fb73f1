package dev.etcdtls.guard;

import dev.etcdtls.model.Problem;
import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.step.FileEdit;
import dev.etcdtls.step.Target;
import java.util.List;
import java.util.Set;

/**
 * What must hold before a member is restarted with the file that it had. No certificate is asked for: one that ends soon, or is no good, is
 * a reason to go back and none to stay.
 */
final class RestoreGuard {
    private RestoreGuard() {}

    /** @param ofStep what this kind of step asks for beside it */
    static List<Problem> problems(
            Target target, FileEdit edit, ClusterObservation seen, Outage outage, List<Problem> ofStep) {
        List<Problem> membership = UnexpectedMembership.problems(seen, target);
        if (!membership.isEmpty()) {
            return membership;
        }
        boolean repair = !seen.member(target.id()).orElseThrow().isServing();
        List<Problem> ofFile = SeatedMember.of(seen, target.id(), target.host())
                .map(seat -> AlteredFile.problemsOfRestoration(seat, edit))
                .orElse(List.of());
        return StepGuard.join(
                StepGuard.ofHosts(seen, Set.of(target.host())),
                QuorumLoss.problems(seen, target.id(), outage),
                repair ? List.of() : ofOthers(seen, target),
                LearnerPresent.problems(seen),
                ofFile,
                ofStep);
    }

    private static List<Problem> ofOthers(ClusterObservation seen, Target target) {
        return StepGuard.join(
                UnreachableHost.problems(seen).stream()
                        .filter(problem -> !problem.address().equals(Place.of(target.host())))
                        .toList(),
                MemberDown.problemsOfOthers(seen, target.id()),
                MembershipDisagreement.problems(seen),
                AlarmRaised.problems(seen),
                LaggingMember.problems(seen));
    }
}
