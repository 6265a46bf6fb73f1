package dev.etcdtls.plan;

import dev.etcdtls.model.MemberId;
import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.observation.MemberObservation;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** In which order members are worked on. */
final class MemberOrder {
    private MemberOrder() {}

    /** The order asked for, then the members it does not name: by name, the present leader last. */
    static List<MemberId> of(ClusterObservation seen, List<MemberId> asked) {
        Optional<MemberId> leader = seen.leader();
        Set<MemberId> order = new LinkedHashSet<>();
        asked.stream().filter(id -> seen.member(id).isPresent()).forEach(order::add);
        seen.members().stream()
                .sorted(Comparator.comparing((MemberObservation member) -> leader.equals(Optional.of(member.id())))
                        .thenComparing(MemberObservation::name)
                        .thenComparing(MemberObservation::id))
                .map(MemberObservation::id)
                .forEach(order::add);
        return List.copyOf(order);
    }
}
