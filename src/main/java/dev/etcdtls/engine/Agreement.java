package dev.etcdtls.engine;

import dev.etcdtls.guard.StepDone;
import dev.etcdtls.inventory.Inventory;
import dev.etcdtls.journal.JournalEntry;
import dev.etcdtls.journal.Progress;
import dev.etcdtls.model.Digest;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.Problem;
import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.observation.IssuerObservation;
import dev.etcdtls.plan.CommonGround;
import dev.etcdtls.plan.Goal;
import dev.etcdtls.plan.Plan;
import dev.etcdtls.plan.PlanCheck;
import dev.etcdtls.plan.PlanComparison;
import dev.etcdtls.plan.PlanOptions;
import dev.etcdtls.plan.PlanResult;
import dev.etcdtls.plan.Planner;
import dev.etcdtls.plan.RevertPlanner;
import dev.etcdtls.step.Step;
import dev.etcdtls.step.StepId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether a plan is still what planning gives for the world as it is. A digest alone is not trusted: the plan is made again and compared
 * step by step, and then walked on predicted states once more.
 */
final class Agreement {
    private static final String NEXT = "see what changed it, then plan again";

    private final Plan plan;
    private final Inventory inventory;
    private final IssuerObservation issuer;
    private final Instant now;

    Agreement(Plan plan, Inventory inventory, IssuerObservation issuer, Instant now) {
        this.plan = plan;
        this.inventory = inventory;
        this.issuer = issuer;
        this.now = now;
    }

    /** Why a run may not go on with a plan: its journal is of another one. */
    static Optional<Problem> otherPlan(Progress progress, Digest digest) {
        return progress.opened()
                .map(JournalEntry.Opened::plan)
                .filter(journalled -> !journalled.equals(digest))
                .map(journalled -> new Problem(
                        ErrorCode.PLAN_ALTERED,
                        "plan",
                        "the run was opened with the plan " + journalled + ", and this one is " + digest,
                        "resume with the plan that lies in the run's own directory"));
    }

    /** Before the first step: every fact is as it was planned, and planning gives exactly this plan. */
    List<Problem> problemsOfWhole(ClusterObservation seen) {
        if (plan.header().ends().isBefore(now)) {
            return List.of(moved(
                    "plan", "the plan was only good until " + plan.header().ends()));
        }
        List<Problem> drift = new Expectation(plan).movedSincePlanned(seen);
        if (!drift.isEmpty()) {
            return drift;
        }
        return switch (again(seen)) {
            case PlanResult.NotNow(List<Problem> problems) -> problems;
            case PlanResult.Planned(Plan fresh) -> {
                List<Problem> altered = PlanComparison.problems(plan, fresh);
                yield altered.isEmpty() ? PlanCheck.check(seen, plan) : altered;
            }
        };
    }

    /** Facts that moved, other than by this plan's own steps. Good at any time, in the middle of a step as well. */
    List<Problem> driftOfOthers(Progress progress, ClusterObservation seen) {
        return new Expectation(plan).moved(progress, seen);
    }

    /** Between two steps: what planning gives now is what is still to do, and nothing else. */
    List<Problem> problemsOfRest(Agenda agenda, ClusterObservation seen) {
        return switch (again(seen)) {
            case PlanResult.NotNow(List<Problem> problems) -> problems;
            case PlanResult.Planned(Plan fresh) -> {
                List<Problem> moved = compare(
                        CommonGround.undone(agenda.tracedRest(), fresh, seen),
                        CommonGround.undone(fresh.steps(), plan, seen));
                yield moved.isEmpty() ? PlanCheck.check(seen, agenda.rest()) : moved;
            }
        };
    }

    private PlanResult again(ClusterObservation seen) {
        PlanOptions same = plan.header().options().inOrder(plan.header().order());
        return switch (plan.header().goal()) {
            case Goal.MutualTls _ -> Planner.plan(inventory, plan.inventory(), seen, issuer, same, now);
            case Goal.RestingState back -> RevertPlanner.plan(inventory, plan.inventory(), seen, back, same, now);
            case Goal.RenewedLeaves _, Goal.RotatedCa _, Goal.IssuerReady _ ->
                new PlanResult.NotNow(List.of(new Problem(
                        ErrorCode.PLAN_UNREADABLE,
                        "plan",
                        "this release makes no plan with the goal "
                                + plan.header().goal(),
                        "use the release that made it")));
        };
    }

    private static List<Problem> compare(List<Step> rest, List<Step> fresh) {
        Map<StepId, Step> expected = new LinkedHashMap<>();
        fresh.stream().filter(StepDone::leavesTrace).forEach(step -> expected.put(step.id(), step));
        List<Problem> problems = new ArrayList<>();
        for (Step step : rest) {
            if (!step.equals(expected.remove(step.id()))) {
                problems.add(moved(
                        "steps/" + step.id(), "this step is still to do, and planning now gives another one or none"));
            }
        }
        expected.keySet()
                .forEach(id -> problems.add(moved(
                        "steps/" + id, "planning now gives this step, though it was done or never part of the plan")));
        return problems;
    }

    private static Problem moved(String address, String summary) {
        return new Problem(ErrorCode.WORLD_MOVED, address, summary, NEXT);
    }
}
