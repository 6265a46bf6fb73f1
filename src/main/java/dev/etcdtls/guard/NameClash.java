package dev.etcdtls.guard;

import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.Problem;
import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.observation.MemberObservation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Two members that a step, a certificate or {@code initial-cluster} could not tell apart, because their names are one. */
final class NameClash {
    private static final Set<String> STEPS = Set.of("operator", "consumers", "rehearsal");

    private NameClash() {}

    static List<Problem> problems(ClusterObservation seen) {
        Map<String, Integer> count = new HashMap<>();
        seen.members().forEach(member -> count.merge(key(member), 1, Integer::sum));
        List<Problem> problems = new ArrayList<>(reserved(seen));
        seen.members().stream()
                .filter(member -> count.getOrDefault(key(member), 0) > 1)
                .map(member -> new Problem(
                        ErrorCode.UNSUPPORTED_CLUSTER,
                        Place.of(member),
                        "member " + member.id() + " has the name " + member.name()
                                + ", which another member has as well, or which only signs tell apart",
                        "give each member a name of its own (etcd's flag name, one restart), then plan again"))
                .forEach(problems::add);
        return List.copyOf(problems);
    }

    /** Staging has a step of each member, by its name, and others beside. */
    private static List<Problem> reserved(ClusterObservation seen) {
        return seen.members().stream()
                .filter(member -> STEPS.contains(key(member)))
                .map(member -> new Problem(
                        ErrorCode.UNSUPPORTED_CLUSTER,
                        Place.of(member),
                        "member " + member.id() + " is called " + member.name() + ", as a step of its own is",
                        "give the member another name (etcd's flag name, one restart), then plan again"))
                .toList();
    }

    private static String key(MemberObservation member) {
        return member.name().value().replaceAll("[^A-Za-z0-9._-]", "-");
    }
}
