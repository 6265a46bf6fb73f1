package dev.etcdtls.plan;

import dev.etcdtls.model.MemberId;
import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.plan.Baseline.MemberFacts;
import dev.etcdtls.step.Step;
import dev.etcdtls.step.Target;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The facts that a way back is bound to: of a member that does not answer they are known by the plan that is taken back. */
final class RevertBaseline {
    private RevertBaseline() {}

    static Baseline of(ClusterObservation seen, Goal.RestingState goal) {
        Baseline found = Baseline.of(seen);
        Set<MemberId> known = new HashSet<>();
        found.members().forEach(member -> known.add(member.id()));
        List<MemberFacts> members = new ArrayList<>(found.members());
        for (Step step : goal.taken()) {
            targets(step)
                    .filter(target -> known.add(target.id()))
                    .flatMap(target -> silent(seen, target))
                    .forEach(members::add);
        }
        members.sort(Comparator.comparing(MemberFacts::name).thenComparing(MemberFacts::id));
        return new Baseline(found.cluster(), members, found.hosts());
    }

    private static Stream<Target> targets(Step step) {
        if (step instanceof Step.AcceptTls accept) {
            return Stream.of(accept.target());
        }
        return step instanceof Step.EnforceTls enforce ? Stream.of(enforce.target()) : Stream.empty();
    }

    private static Stream<MemberFacts> silent(ClusterObservation seen, Target target) {
        return seen.member(target.id()).stream()
                .flatMap(member -> seen.service(target.host()).stream()
                        .map(service -> new MemberFacts(
                                member.id(),
                                target.name(),
                                target.host(),
                                service.program().onDisk(),
                                member.membership().peerUrls())));
    }
}
