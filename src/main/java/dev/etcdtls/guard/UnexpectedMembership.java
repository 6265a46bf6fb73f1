package dev.etcdtls.guard;

import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.HostName;
import dev.etcdtls.model.PeerUrl;
import dev.etcdtls.model.Problem;
import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.observation.MemberObservation;
import dev.etcdtls.step.RevertEnforce;
import dev.etcdtls.step.Step;
import dev.etcdtls.step.Target;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Work on a member that is not the one of the plan, or whose peer URLs somebody else has changed. */
final class UnexpectedMembership {
    private UnexpectedMembership() {}

    static List<Problem> problems(ClusterObservation seen, Target target) {
        Optional<MemberObservation> member = seen.member(target.id());
        if (member.isEmpty()) {
            return List.of(problem(
                    target,
                    "no member of the cluster has the id " + target.id() + " that the plan gives " + target.name()));
        }
        Optional<HostName> host = member.get().host();
        if (host.filter(name -> !name.equals(target.host())).isPresent()) {
            return List.of(problem(
                    target,
                    "member " + target.name() + " runs on " + host.get() + " and the plan says " + target.host()));
        }
        return List.of();
    }

    /** Before a member's plaintext is closed, its peer URLs are as the plan says, or as this very step makes them. */
    static List<Problem> problems(ClusterObservation seen, Step.EnforceTls step) {
        List<PeerUrl> now =
                seen.member(step.target().id()).orElseThrow().membership().peerUrls();
        if (List.of(step.peerUrls(), step.bothUrls(), step.httpsUrls()).contains(now)) {
            return List.of();
        }
        return List.of(problem(
                step.target(),
                "the peer URLs of " + step.target().name() + " are "
                        + now.stream().map(PeerUrl::toString).collect(Collectors.joining(", "))
                        + ", and the plan starts from "
                        + step.peerUrls().stream().map(PeerUrl::toString).collect(Collectors.joining(", "))));
    }

    /** The same before plaintext is opened again. */
    static List<Problem> problems(ClusterObservation seen, RevertEnforce step) {
        List<PeerUrl> now = seen.member(step.target().id())
                .map(member -> member.membership().peerUrls())
                .orElse(List.of());
        if (List.of(step.httpsUrls(), step.bothUrls(), step.httpUrls()).contains(now)) {
            return List.of();
        }
        return List.of(problem(
                step.target(),
                "the peer URLs of " + step.target().name() + " are "
                        + now.stream().map(PeerUrl::toString).collect(Collectors.joining(", "))
                        + ", which the run that is reverted neither found nor wrote"));
    }

    private static Problem problem(Target target, String summary) {
        return new Problem(
                ErrorCode.MEMBERSHIP_UNEXPECTED,
                Place.of(target.name()),
                summary,
                "see who changed the membership, then plan again");
    }
}
