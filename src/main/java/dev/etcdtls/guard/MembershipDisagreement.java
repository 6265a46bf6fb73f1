package dev.etcdtls.guard;

import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.Problem;
import dev.etcdtls.observation.ClusterObservation;
import java.util.List;

/** Work on a membership that is in motion or split: every member must tell the same one. */
final class MembershipDisagreement {
    private MembershipDisagreement() {}

    static List<Problem> problems(ClusterObservation seen) {
        return seen.disagreements().stream()
                .map(
                        words -> new Problem(
                                ErrorCode.MEMBERSHIP_DISAGREES,
                                Place.CLUSTER,
                                words,
                                "wait until a change of the membership has reached every member; when it stays, see whether they are one cluster"))
                .toList();
    }
}
