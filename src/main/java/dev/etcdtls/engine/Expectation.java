package dev.etcdtls.engine;

import dev.etcdtls.engine.action.OwnChanges;
import dev.etcdtls.journal.Progress;
import dev.etcdtls.model.Digest;
import dev.etcdtls.model.MemberId;
import dev.etcdtls.model.PeerUrl;
import dev.etcdtls.model.Problem;
import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.plan.Baseline;
import dev.etcdtls.plan.Drift;
import dev.etcdtls.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What the facts that a plan is bound to must be at an instant of its run: as they were planned, with the changes of those steps that are
 * done; where a step was begun and not ended, with or without its changes.
 */
record Expectation(Plan plan) {
    /** Facts that are otherwise, and not by this plan's own steps. Good at any time, in the middle of a step as well. */
    List<Problem> moved(Progress progress, ClusterObservation seen) {
        Baseline found = Baseline.of(seen);
        Baseline planned = plan.baseline();
        Baseline expected = new Baseline(
                planned.cluster(),
                planned.members().stream()
                        .map(member -> member(member, progress, found))
                        .toList(),
                planned.hosts().stream()
                        .map(host -> host(host, progress, found))
                        .toList());
        return between(expected, found, seen);
    }

    /** Facts that are not as they were when the plan was made. */
    List<Problem> movedSincePlanned(ClusterObservation seen) {
        return between(plan.baseline(), Baseline.of(seen), seen);
    }

    /** What cannot be seen now has not moved: the guards hold for it, and the plan is good again when it is back. */
    private List<Problem> between(Baseline expected, Baseline found, ClusterObservation seen) {
        if (seen.members().isEmpty()) {
            return List.of();
        }
        List<Problem> drift = new ArrayList<>(Drift.between(expected, found));
        drift.removeIf(problem -> isOfSilentMember(problem, seen) || isOfUnseenHost(problem, seen));
        return drift;
    }

    /** Of the values that are possible, the one that was found; else the last one that a step made. */
    private Baseline.MemberFacts member(Baseline.MemberFacts planned, Progress progress, Baseline found) {
        List<List<PeerUrl>> possible = OwnChanges.peerUrls(plan, planned.id(), progress, planned.peerUrls());
        List<PeerUrl> expected = found.members().stream()
                .filter(member -> member.id().equals(planned.id()))
                .map(Baseline.MemberFacts::peerUrls)
                .filter(possible::contains)
                .findFirst()
                .orElse(possible.getLast());
        return new Baseline.MemberFacts(planned.id(), planned.name(), planned.host(), planned.version(), expected);
    }

    private Baseline.HostBinding host(Baseline.HostBinding planned, Progress progress, Baseline found) {
        Set<Digest> possible = OwnChanges.files(plan, planned.host(), progress, planned.configuration());
        Digest expected = found.hosts().stream()
                .filter(host -> host.host().equals(planned.host()))
                .map(Baseline.HostBinding::configuration)
                .filter(possible::contains)
                .findFirst()
                .orElseGet(() -> possible.iterator().next());
        return new Baseline.HostBinding(planned.host(), planned.hostKey(), expected);
    }

    private static boolean isOfUnseenHost(Problem problem, ClusterObservation seen) {
        return seen.hosts().stream()
                .filter(host -> host.sight().seen().isEmpty())
                .anyMatch(host -> problem.address().equals("hosts/" + host.host()));
    }

    private boolean isOfSilentMember(Problem problem, ClusterObservation seen) {
        return plan.baseline().members().stream()
                .filter(member -> problem.address().equals("members/" + member.name()))
                .map(Baseline.MemberFacts::id)
                .anyMatch(id -> isSilent(id, seen));
    }

    private static boolean isSilent(MemberId id, ClusterObservation seen) {
        return seen.member(id)
                .filter(member -> member.status().seen().isEmpty())
                .isPresent();
    }
}
