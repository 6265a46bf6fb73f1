package dev.etcdtls.guard;

import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.Problem;
import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.observation.MemberObservation;
import dev.etcdtls.observation.MemberStatus;
import java.util.List;
import java.util.Optional;

/**
 * A member that counts for quorum and could not carry it: it is so far behind that it needs a snapshot. etcd keeps 5,000 entries for a
 * follower that catches up (SnapshotCatchUpEntries).
 */
final class LaggingMember {
    static final long LIMIT = 5_000;

    private LaggingMember() {}

    static List<Problem> problems(ClusterObservation seen) {
        long furthest = seen.members().stream()
                .flatMap(member -> applied(member).stream())
                .max(Long::compare)
                .orElse(0L);
        return seen.members().stream()
                .filter(member ->
                        applied(member).filter(at -> furthest - at > LIMIT).isPresent())
                .map(member -> new Problem(
                        ErrorCode.LAGGING_MEMBER,
                        Place.of(member),
                        "member " + member.name() + " is "
                                + (furthest - applied(member).orElse(0L)) + " entries behind the others",
                        "wait until it has caught up, then go on"))
                .toList();
    }

    private static Optional<Long> applied(MemberObservation member) {
        return member.status()
                .seen()
                .map(MemberStatus::raft)
                .map(MemberStatus.Raft::applied)
                .filter(index -> index > 0);
    }
}
