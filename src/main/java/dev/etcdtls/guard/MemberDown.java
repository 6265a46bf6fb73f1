package dev.etcdtls.guard;

import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.HostName;
import dev.etcdtls.model.MemberId;
import dev.etcdtls.model.Problem;
import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.observation.EtcdService;
import dev.etcdtls.observation.HostObservation;
import dev.etcdtls.observation.MemberObservation;
import dev.etcdtls.observation.MemberStatus;
import dev.etcdtls.observation.Sight;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A second member out of service: while one does not serve, no other is disturbed. A member serves when it answers and knows a leader. A
 * host that cannot be looked at is told by {@link UnreachableHost}, not again here. Learners do not count: {@link LearnerPresent} tells them.
 */
final class MemberDown {
    private MemberDown() {}

    static List<Problem> problems(ClusterObservation seen) {
        return problems(seen, member -> !member.learner());
    }

    /** The members but the one that is worked on. */
    static List<Problem> problemsOfOthers(ClusterObservation seen, MemberId target) {
        return problems(seen, member -> !member.learner() && !member.id().equals(target));
    }

    private static List<Problem> problems(ClusterObservation seen, Predicate<MemberObservation> which) {
        List<Problem> problems = new ArrayList<>();
        boolean hostUnseen = seen.hosts().stream().anyMatch(HostObservation::isMissing);
        for (MemberObservation member : seen.members().stream().filter(which).toList()) {
            Optional<HostObservation> host = host(seen, member);
            // A host that cannot be looked at does not tell which member it carries: a member without a host is taken
            // to be there.
            boolean toldByHost = host.isEmpty() && hostUnseen;
            if (!member.isServing() && !toldByHost) {
                problems.add(problem(member, host.flatMap(h -> seen.service(h.host()))));
            }
        }
        return problems;
    }

    private static Problem problem(MemberObservation member, Optional<EtcdService> service) {
        if (service.isPresent() && !service.get().unit().isActive()) {
            EtcdService.Unit unit = service.get().unit();
            return new Problem(
                    ErrorCode.MEMBER_DOWN,
                    Place.of(member),
                    "member " + member.name() + " does not run: " + unit.name() + " is " + unit.activeState(),
                    "look at its log (journalctl -u " + unit.name() + "), start it, wait until it serves, then go on");
        }
        return switch (member.status()) {
            case Sight.Unseen<MemberStatus>(Problem reason) -> reason;
            case Sight.Seen<MemberStatus> _ ->
                new Problem(
                        ErrorCode.NO_LEADER,
                        Place.of(member),
                        "member " + member.name() + " answers and knows no leader",
                        "see that it reaches the peer URLs of the others, wait until it follows a leader, then go on");
        };
    }

    /** Where the member runs: it said so, or its name stands in the settings of a host's etcd. */
    private static Optional<HostObservation> host(ClusterObservation seen, MemberObservation member) {
        Optional<HostName> said = member.host()
                .or(() -> seen.hosts().stream()
                        .map(HostObservation::host)
                        .filter(host -> seen.service(host)
                                .filter(service -> service.onNextStart()
                                        .name()
                                        .equals(member.name().value()))
                                .isPresent())
                        .findFirst());
        return said.flatMap(seen::host);
    }
}
