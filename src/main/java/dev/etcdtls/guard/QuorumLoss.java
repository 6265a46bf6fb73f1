package dev.etcdtls.guard;

import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.MemberId;
import dev.etcdtls.model.MemberName;
import dev.etcdtls.model.Problem;
import dev.etcdtls.model.Quorum;
import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.observation.MemberObservation;
import java.util.List;

/**
 * The outage that a restart would be: no serving member is taken out unless quorum holds without it. With one or two voters every restart
 * is an outage and must have been accepted. A member that does not serve takes nothing away when it is worked on: that is a repair.
 */
final class QuorumLoss {
    private QuorumLoss() {}

    static List<Problem> problems(ClusterObservation seen, MemberId id, Outage outage) {
        Quorum quorum = seen.quorum();
        MemberObservation target = seen.member(id).orElseThrow();
        long others = seen.serving().stream()
                .filter(member -> !member.id().equals(id))
                .count();
        boolean holds = others >= quorum.size();
        if (!target.isServing()) {
            boolean answers = target.status().seen().isPresent();
            return answers && !holds ? List.of(nobodyLeads(target.name())) : List.of();
        }
        if (quorum.hasNoRedundancy()) {
            return outage == Outage.ACCEPTED ? List.of() : List.of(outage(target.name(), quorum));
        }
        return holds ? List.of() : List.of(atRisk(target.name(), others, quorum));
    }

    private static Problem nobodyLeads(MemberName target) {
        return new Problem(
                ErrorCode.NO_LEADER,
                Place.of(target),
                "member " + target + " answers and knows no leader, and the others have no quorum without it",
                "bring the other members back first: this one may be needed as it is");
    }

    private static Problem outage(MemberName target, Quorum quorum) {
        return new Problem(
                ErrorCode.OUTAGE_NOT_ACCEPTED,
                Place.of(target),
                "a cluster of " + quorum.voters() + " is away while " + target + " restarts, for about 2 to 10 seconds",
                "plan with --accept-outage at a time when that is fine");
    }

    private static Problem atRisk(MemberName target, long others, Quorum quorum) {
        return new Problem(
                ErrorCode.QUORUM_AT_RISK,
                Place.of(target),
                "without " + target + " only " + others + " of " + quorum.voters() + " voters would serve, and "
                        + quorum.size() + " are needed",
                "bring the others back first, then go on");
    }
}
