package dev.etcdtls.plan;

import dev.etcdtls.inventory.Inventory;
import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.observation.IssuerObservation;
import dev.etcdtls.step.Step;
import java.time.Duration;
import java.util.List;

/** Short ways to plan in tests. */
final class Planning {
    static final IssuerObservation ISSUER = new IssuerObservation(List.of(), Duration.ZERO, Duration.ZERO, List.of());
    static final Plan.InventorySource SOURCE = new Plan.InventorySource("/home/ops", "cluster: c1\n");
    static final PlanOptions OUTAGE = new PlanOptions(true, false, List.of());

    private Planning() {}

    static Plan plan(ClusterObservation seen) {
        return plan(ObservedClusters.inventory(seen.members().size()), seen, OUTAGE);
    }

    static Plan plan(Inventory inventory, ClusterObservation seen, PlanOptions options) {
        return switch (result(inventory, seen, options)) {
            case PlanResult.Planned(Plan plan) -> plan;
            case PlanResult.NotNow(var problems) -> throw new AssertionError("no plan: " + problems);
        };
    }

    static PlanResult result(Inventory inventory, ClusterObservation seen, PlanOptions options) {
        return Planner.plan(inventory, SOURCE, seen, issuerOf(seen), options, ObservedClusters.NOW);
    }

    /** The issuer that the cluster trusts, if it trusts one. */
    static IssuerObservation issuerOf(ClusterObservation seen) {
        return seen.hosts().stream()
                .flatMap(host -> host.sight().seen().stream())
                .flatMap(facts -> facts.currentCertificates().stream())
                .findFirst()
                .map(set -> new IssuerObservation(set.trusted(), Duration.ZERO, Duration.ZERO, List.of()))
                .orElse(ISSUER);
    }

    /** The state after the first steps of a plan. */
    static ClusterObservation after(ClusterObservation seen, List<Step> steps) {
        ClusterObservation state = seen;
        for (Step step : steps) {
            state = Prediction.after(state, step);
        }
        return state;
    }

    static List<String> ids(List<Step> steps) {
        return steps.stream().map(step -> step.id().value()).toList();
    }
}
