package dev.etcdtls.guard;

import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.EtcdVersion;
import dev.etcdtls.model.Problem;
import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.observation.MemberObservation;
import dev.etcdtls.observation.MemberStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A version whose flags and races nobody looked at, or an upgrade that is half done. */
final class UnsupportedVersion {
    private UnsupportedVersion() {}

    static List<Problem> problems(ClusterObservation seen) {
        List<Problem> problems = new ArrayList<>();
        Map<String, EtcdVersion> versions = new TreeMap<>();
        for (MemberObservation member : seen.members()) {
            member.status().seen().map(MemberStatus::version).ifPresent(version -> {
                versions.put(member.name().value(), version);
                if (!version.isAtLeast(3, 4, 0)) {
                    problems.add(problem(
                            Place.of(member),
                            "member " + member.name() + " runs etcd " + version
                                    + ", and 3.3 and older are not supported yet",
                            "upgrade the cluster to 3.4.25 or later first"));
                } else if (version.isAtLeast(3, 8, 0)) {
                    problems.add(problem(
                            Place.of(member),
                            "member " + member.name() + " runs etcd " + version
                                    + ", and 3.7 is the newest that is supported",
                            "use a release of etcd-tls that knows it"));
                }
            });
        }
        if (minors(versions).size() > 1) {
            problems.add(problem(
                    Place.CLUSTER,
                    "the members run different minor versions: "
                            + versions.entrySet().stream()
                                    .map(each -> each.getKey() + " " + each.getValue())
                                    .collect(Collectors.joining(", ")),
                    "finish the upgrade of the cluster first"));
        }
        return problems;
    }

    private static TreeSet<String> minors(Map<String, EtcdVersion> versions) {
        return versions.values().stream()
                .map(version -> version.major() + "." + version.minor())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Problem problem(String where, String summary, String next) {
        return new Problem(ErrorCode.UNSUPPORTED_CLUSTER, where, summary, next);
    }
}
