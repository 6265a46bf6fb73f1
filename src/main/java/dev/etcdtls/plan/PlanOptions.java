package dev.etcdtls.plan;

import dev.etcdtls.guard.Outage;
import dev.etcdtls.model.MemberId;
import java.util.List;

/**
 * What the person said on the command line of {@code plan}, and what a second planning takes from the first.
 *
 * @param acceptOutage each restart of a cluster of one or two members is an outage, and that is accepted
 * @param acceptShortTtl a certificate lifetime under 7 days is accepted
 * @param order the order of members of an earlier plan; empty: the planner decides (leader last)
 */
public record PlanOptions(boolean acceptOutage, boolean acceptShortTtl, List<MemberId> order) {
    public PlanOptions {
        order = List.copyOf(order);
    }

    public static final PlanOptions DEFAULT = new PlanOptions(false, false, List.of());

    /** What a guard must know of the person's word. */
    public Outage outage() {
        return acceptOutage ? Outage.ACCEPTED : Outage.NOT_ACCEPTED;
    }

    public PlanOptions inOrder(List<MemberId> members) {
        return new PlanOptions(acceptOutage, acceptShortTtl, members);
    }
}
