package dev.etcdtls.guard;

import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.Problem;
import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.observation.MemberObservation;
import java.util.List;

/** A learner that turns into a voter: {@code member update} does that to it up to etcd 3.5.30 and 3.6.11, and quorum changes meanwhile. */
final class LearnerPresent {
    private LearnerPresent() {}

    static List<Problem> problems(ClusterObservation seen) {
        return seen.members().stream()
                .filter(MemberObservation::learner)
                .map(member -> new Problem(
                        ErrorCode.LEARNER_PRESENT,
                        Place.of(member),
                        "member " + member.name() + " is a learner",
                        "promote it (etcdctl member promote " + member.id() + ") or remove it, then go on"))
                .toList();
    }
}
