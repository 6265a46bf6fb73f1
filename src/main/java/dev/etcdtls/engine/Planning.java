package dev.etcdtls.engine;

import dev.etcdtls.engine.action.HealthCheckTrap;
import dev.etcdtls.engine.observe.Observer;
import dev.etcdtls.inventory.Inventory;
import dev.etcdtls.model.Problem;
import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.plan.Goal;
import dev.etcdtls.plan.Plan;
import dev.etcdtls.plan.PlanCheck;
import dev.etcdtls.plan.PlanOptions;
import dev.etcdtls.plan.PlanResult;
import dev.etcdtls.plan.Planner;
import dev.etcdtls.plan.RevertPlanner;
import dev.etcdtls.port.CertificateIssuer;
import dev.etcdtls.port.Pacer;
import java.util.List;

/** What {@code plan} does: look at the cluster and the issuer, plan, walk the plan on predicted states, and watch who asks members for their health. Changes nothing. */
public final class Planning {
    private final Observer observer;
    private final CertificateIssuer issuer;
    private final Pacer pacer;
    private final HealthCheckTrap trap;

    public Planning(Observer observer, CertificateIssuer issuer, Pacer pacer, HealthCheckTrap trap) {
        this.observer = observer;
        this.issuer = issuer;
        this.pacer = pacer;
        this.trap = trap;
    }

    /**
     * A plan that PlanCheck has passed, possibly empty; or the reasons why there is none now.
     *
     * @throws IllegalStateException when a plan was made that PlanCheck refuses: our own mistake, and such a plan is never shown
     */
    public PlanResult plan(Inventory inventory, Plan.InventorySource source, PlanOptions options) {
        ClusterObservation seen = observer.observe(inventory);
        PlanResult result =
                checked(seen, Planner.plan(inventory, source, seen, issuer.observe(), options, pacer.now()));
        if (result instanceof PlanResult.Planned(Plan plan)) {
            List<Problem> trapped = trap.problems(inventory, seen, plan.steps());
            if (!trapped.isEmpty()) {
                return new PlanResult.NotNow(trapped);
            }
        }
        return result;
    }

    /**
     * The same for the way back to a resting state. It is planned for a cluster that may be ill, so that a plan which PlanCheck refuses is a
     * reason for not now.
     */
    public PlanResult revert(
            Inventory inventory, Plan.InventorySource source, Goal.RestingState goal, PlanOptions options) {
        ClusterObservation seen = observer.observe(inventory);
        PlanResult result = RevertPlanner.plan(inventory, source, seen, goal, options, pacer.now());
        if (result instanceof PlanResult.Planned(Plan plan)) {
            List<Problem> counterExample = PlanCheck.check(seen, plan);
            if (!counterExample.isEmpty()) {
                return new PlanResult.NotNow(counterExample);
            }
        }
        return result;
    }

    private static PlanResult checked(ClusterObservation seen, PlanResult result) {
        if (result instanceof PlanResult.Planned(Plan plan)) {
            List<Problem> counterExample = PlanCheck.check(seen, plan);
            if (!counterExample.isEmpty()) {
                throw new IllegalStateException("a plan was made that is not safe: " + counterExample);
            }
        }
        return result;
    }
}
