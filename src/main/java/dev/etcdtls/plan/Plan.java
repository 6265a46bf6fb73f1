package dev.etcdtls.plan;

import dev.etcdtls.model.ClusterName;
import dev.etcdtls.model.MemberId;
import dev.etcdtls.step.Step;
import java.time.Instant;
import java.util.List;

/**
 * The product: what will be done, in order, bound to the world it was made for.
 *
 * @param inventory the inventory it was made from, embedded
 * @param notices what the reviewer must know beside the steps: outages, risks, warnings
 */
public record Plan(
        Header header, InventorySource inventory, Baseline baseline, List<Step> steps, List<String> notices) {
    /** The version of the plan's written form. */
    public static final int FORMAT = 1;

    public Plan {
        steps = List.copyOf(steps);
        notices = List.copyOf(notices);
    }

    /**
     * @param created when, by the tool's clock
     * @param ends after this moment the plan is refused
     * @param options as given; {@code order} is the order of members that was decided
     */
    public record Header(
            Goal goal, ClusterName cluster, Strategy strategy, Instant created, Instant ends, PlanOptions options) {
        public List<MemberId> order() {
            return options.order();
        }
    }

    /**
     * @param folder absolute folder of the inventory file, against which its relative paths are read
     * @param text the inventory as it was written
     */
    public record InventorySource(String folder, String text) {}
}
