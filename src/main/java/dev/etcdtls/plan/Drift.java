package dev.etcdtls.plan;

import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.HostName;
import dev.etcdtls.model.MemberId;
import dev.etcdtls.model.PeerUrl;
import dev.etcdtls.model.Problem;
import dev.etcdtls.plan.Baseline.HostBinding;
import dev.etcdtls.plan.Baseline.MemberFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What moved between the planning and now, fact by fact, from what to what. */
public final class Drift {
    private static final String NEXT = "see what changed it, then plan again";

    private Drift() {}

    /** Nothing when the plan's facts still hold. Another cluster is told alone: every other fact would differ as well. */
    public static List<Problem> between(Baseline planned, Baseline now) {
        if (!planned.cluster().equals(now.cluster())) {
            return List.of(new Problem(
                    ErrorCode.PLAN_OTHER_CLUSTER,
                    "cluster",
                    "the plan is for the cluster with etcd's id " + planned.cluster() + ", and this one is "
                            + now.cluster(),
                    "use the plan of this cluster, or make one"));
        }
        List<Problem> moved = new ArrayList<>();
        Map<MemberId, MemberFacts> members = index(now.members(), MemberFacts::id);
        for (MemberFacts member : planned.members()) {
            Optional.ofNullable(members.get(member.id()))
                    .ifPresentOrElse(
                            found -> compare(member, found, moved),
                            () -> moved.add(moved(
                                    at(member),
                                    "member " + member.name() + " (" + member.id()
                                            + ") is not there, or does not answer")));
        }
        Map<MemberId, MemberFacts> known = index(planned.members(), MemberFacts::id);
        now.members().stream()
                .filter(member -> !known.containsKey(member.id()))
                .forEach(member -> moved.add(
                        moved(at(member), "member " + member.name() + " (" + member.id() + ") has been added since")));
        compareHosts(planned, now, moved);
        return List.copyOf(moved);
    }

    private static void compare(MemberFacts planned, MemberFacts now, List<Problem> moved) {
        String where = at(planned);
        fact(where, "name", planned.name(), now.name(), moved);
        fact(where, "host", planned.host(), now.host(), moved);
        fact(where, "etcd version", planned.version(), now.version(), moved);
        fact(where, "peer URLs", urls(planned), urls(now), moved);
    }

    private static void compareHosts(Baseline planned, Baseline now, List<Problem> moved) {
        Map<HostName, HostBinding> hosts = index(now.hosts(), HostBinding::host);
        for (HostBinding host : planned.hosts()) {
            String where = "hosts/" + host.host();
            HostBinding found = hosts.get(host.host());
            if (found == null) {
                moved.add(moved(where, "the host cannot be looked at now"));
                continue;
            }
            if (!found.hostKey().equals(host.hostKey())) {
                moved.add(moved(where, "the host has another SSH host key"));
            }
            if (!found.configuration().equals(host.configuration())) {
                moved.add(moved(where, "etcd's configuration file has changed"));
            }
        }
    }

    private static void fact(String where, String what, Object planned, Object now, List<Problem> moved) {
        if (!planned.equals(now)) {
            moved.add(moved(where, "its " + what + " changed from " + planned + " to " + now));
        }
    }

    private static String at(MemberFacts member) {
        return "members/" + member.name();
    }

    private static String urls(MemberFacts member) {
        return member.peerUrls().stream().map(PeerUrl::toString).collect(Collectors.joining(","));
    }

    private static Problem moved(String where, String what) {
        return new Problem(ErrorCode.WORLD_MOVED, where, what, NEXT);
    }

    private static <K, V> Map<K, V> index(List<V> values, Function<V, K> key) {
        return values.stream().collect(Collectors.toMap(key, Function.identity(), (first, _) -> first));
    }
}
