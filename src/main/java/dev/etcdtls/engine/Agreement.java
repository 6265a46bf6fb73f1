package dev.etcdtls.engine;

import dev.etcdtls.engine.action.OwnChanges;
import dev.etcdtls.guard.StepDone;
import dev.etcdtls.inventory.Inventory;
import dev.etcdtls.journal.JournalEntry;
import dev.etcdtls.journal.Progress;
import dev.etcdtls.model.Digest;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.MemberId;
import dev.etcdtls.model.Problem;
import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.observation.IssuerObservation;
import dev.etcdtls.plan.Baseline;
import dev.etcdtls.plan.Drift;
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
        List<Problem> drift = moved(plan.baseline(), Baseline.of(seen), seen);
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
    List<Problem> driftOfOthers(ClusterObservation seen) {
        Baseline found = Baseline.of(seen);
        return moved(explained(found), found, seen);
    }

    /** What cannot be seen now has not moved: the guards hold for it, and the plan is good again when it is back. */
    private List<Problem> moved(Baseline planned, Baseline found, ClusterObservation seen) {
        if (seen.members().isEmpty()) {
            return List.of();
        }
        List<Problem> drift = new ArrayList<>(Drift.between(planned, found));
        drift.removeIf(problem -> isOfSilentMember(problem, seen) || isOfUnseenHost(problem, seen));
        return drift;
    }

    /** Between two steps: what planning gives now is what is still to do, and nothing else. */
    List<Problem> problemsOfRest(Agenda agenda, ClusterObservation seen) {
        return switch (again(seen)) {
            case PlanResult.NotNow(List<Problem> problems) -> problems;
            case PlanResult.Planned(Plan fresh) -> {
                List<Problem> moved = compare(agenda.tracedRest(), fresh);
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

    private static List<Problem> compare(List<Step> rest, Plan fresh) {
        Map<StepId, Step> expected = new LinkedHashMap<>();
        fresh.steps().stream().filter(StepDone::leavesTrace).forEach(step -> expected.put(step.id(), step));
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

    /** The plan's baseline, with the changes that its own steps make taken as they are found. */
    private Baseline explained(Baseline found) {
        return new Baseline(
                plan.baseline().cluster(),
                plan.baseline().members().stream()
                        .map(member -> withOwnUrls(member, found))
                        .toList(),
                plan.baseline().hosts().stream()
                        .map(host -> withOwnFile(host, found))
                        .toList());
    }

    private Baseline.MemberFacts withOwnUrls(Baseline.MemberFacts planned, Baseline found) {
        return found.members().stream()
                .filter(member -> member.id().equals(planned.id()))
                .filter(member -> OwnChanges.peerUrls(plan, planned.id()).contains(member.peerUrls()))
                .findFirst()
                .map(member -> new Baseline.MemberFacts(
                        planned.id(), planned.name(), planned.host(), planned.version(), member.peerUrls()))
                .orElse(planned);
    }

    private Baseline.HostBinding withOwnFile(Baseline.HostBinding planned, Baseline found) {
        return found.hosts().stream()
                .filter(host -> host.host().equals(planned.host()))
                .map(Baseline.HostBinding::configuration)
                .filter(OwnChanges.files(plan, planned.host())::contains)
                .findFirst()
                .map(own -> new Baseline.HostBinding(planned.host(), planned.hostKey(), own))
                .orElse(planned);
    }

    private static boolean isOfUnseenHost(Problem problem, ClusterObservation seen) {
        return seen.hosts().stream()
                .filter(host -> host.sight().seen().isEmpty())
                .anyMatch(host -> problem.address().equals("hosts/" + host.host()));
    }

    private boolean isOfSilentMember(Problem problem, ClusterObservation seen) {
        return plan.baseline().members().stream()
                .filter(member -> problem.address().equals("members/" + member.name()))
                .map(Baseline.MemberFacts::id)
                .anyMatch(id -> isSilent(id, seen));
    }

    private static boolean isSilent(MemberId id, ClusterObservation seen) {
        return seen.member(id)
                .filter(member -> member.status().seen().isEmpty())
                .isPresent();
    }

    private static Problem moved(String address, String summary) {
        return new Problem(ErrorCode.WORLD_MOVED, address, summary, NEXT);
    }
}
