package dev.etcdtls.guard;

import dev.etcdtls.inventory.Inventory;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.Problem;
import dev.etcdtls.observation.ClusterObservation;
import java.util.ArrayList;
import java.util.List;

/**
 * What must be true before a way back is planned. Less than for the way there: a member that is down may be the very reason, and a step's
 * own guard holds where the cluster cannot bear it.
 */
public final class RevertPreflight {
    private RevertPreflight() {}

    public static List<Problem> problems(Inventory inventory, ClusterObservation seen) {
        List<Problem> all = new ArrayList<>();
        all.addAll(UnreachableHost.problems(seen));
        all.addAll(ArmedSwitch.problems(seen));
        all.addAll(UndeclaredMember.problems(inventory, seen));
        if (seen.members().isEmpty() && all.isEmpty()) {
            all.add(new Problem(
                    ErrorCode.MEMBER_UNREACHABLE,
                    Place.CLUSTER,
                    "no member of the cluster answered",
                    "bring a quorum of the members back first: the membership cannot be changed without one"));
        }
        all.addAll(MembershipDisagreement.problems(seen));
        all.addAll(LearnerPresent.problems(seen));
        return List.copyOf(all);
    }
}
