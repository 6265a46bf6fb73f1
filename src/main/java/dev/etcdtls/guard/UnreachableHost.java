package dev.etcdtls.guard;

import dev.etcdtls.model.HostName;
import dev.etcdtls.model.Problem;
import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.observation.HostFacts;
import dev.etcdtls.observation.HostObservation;
import dev.etcdtls.observation.Sight;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What is not seen cannot be judged: a host that cannot be looked at stops everything, with the reason of the look itself. Only one that
 * carries nothing but clients stops no other host's steps: it is told in the plan, and its consumers keep the census open.
 */
final class UnreachableHost {
    private UnreachableHost() {}

    static List<Problem> problems(ClusterObservation seen) {
        return seen.hosts().stream()
                .filter(HostObservation::isMissing)
                .flatMap(UnreachableHost::reason)
                .toList();
    }

    /** The same for some hosts only, whatever they carry. */
    static List<Problem> problems(ClusterObservation seen, Set<HostName> hosts) {
        return seen.hosts().stream()
                .filter(host -> hosts.contains(host.host()))
                .flatMap(UnreachableHost::reason)
                .toList();
    }

    private static Stream<Problem> reason(HostObservation host) {
        return switch (host.sight()) {
            case Sight.Seen<HostFacts> _ -> Stream.empty();
            case Sight.Unseen<HostFacts>(Problem reason) -> Stream.of(reason);
        };
    }
}
