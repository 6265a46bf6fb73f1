package dev.etcdtls.plan;

import dev.etcdtls.certificate.CertificateFolder;
import dev.etcdtls.certificate.MemberRequests;
import dev.etcdtls.guard.RevertPreflight;
import dev.etcdtls.guard.SeatedMember;
import dev.etcdtls.inventory.Inventory;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.MemberId;
import dev.etcdtls.model.Problem;
import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.observation.MemberObservation;
import dev.etcdtls.step.Phase;
import dev.etcdtls.step.RemoveCertificates;
import dev.etcdtls.step.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Makes the plan that takes a cluster back to a resting state that it had.
 *
 * <ol>
 *   <li>Every file that goes back is made once, from the kept copies, and compared with what the applied plan says of it.
 *   <li>Enforce is taken back on every member, then accept: a member that does not serve first, the leader last.
 *   <li>Before a TLS listener goes, a census of those who use it.
 *   <li>At the start again, certificates and kept copies go.
 * </ol>
 *
 * <p>Each phase emits only what is not true yet, so planning again after any prefix gives the rest.
 */
public final class RevertPlanner {
    private static final Duration LIFE = Duration.ofHours(24);

    private RevertPlanner() {}

    public static PlanResult plan(
            Inventory inventory,
            Plan.InventorySource source,
            ClusterObservation seen,
            Goal.RestingState goal,
            PlanOptions options,
            Instant now) {
        List<Problem> problems = new ArrayList<>(RevertPreflight.problems(inventory, seen));
        if (goal.after().compareTo(Phase.ENFORCE) >= 0) {
            problems.add(tooFar(goal.after()));
        }
        WaysBack ways = WaysBack.of(inventory, seen, goal.taken());
        if (problems.isEmpty()) {
            problems.addAll(ways.problems());
        }
        if (!problems.isEmpty()) {
            return new PlanResult.NotNow(problems);
        }
        List<MemberId> order = order(seen, options.order());
        List<Step> steps = steps(inventory, new Way(ways, goal, order), seen);
        List<Problem> unaccepted = Acceptance.problems(inventory, seen, options, steps);
        if (!unaccepted.isEmpty()) {
            return new PlanResult.NotNow(unaccepted);
        }
        Plan.Header header = new Plan.Header(
                goal, inventory.cluster(), Planner.strategy(seen), now, now.plus(LIFE), options.inOrder(order));
        return new PlanResult.Planned(new Plan(
                header, source, RevertBaseline.of(seen, goal), steps, RevertNotices.of(inventory, seen, steps)));
    }

    /** What does not change while steps are made. */
    private record Way(WaysBack ways, Goal.RestingState goal, List<MemberId> order) {
        boolean stages(SeatedMember seat) {
            return goal.taken().stream()
                    .anyMatch(step -> step instanceof Step.StageCertificate stage
                            && stage.host().equals(seat.host()));
        }

        boolean goesBackBefore(Phase phase) {
            return goal.after().compareTo(phase) < 0;
        }
    }

    private static List<Step> steps(Inventory inventory, Way way, ClusterObservation seen) {
        Draft draft = new Draft(seen);
        List<Step> steps = new ArrayList<>();
        RevertCensus census = new RevertCensus(inventory, way.ways());
        List<Step> reopen = reopen(way, draft);
        if (!reopen.isEmpty()) {
            steps.add(new Step.IssueOperatorCertificate(
                    MemberRequests.operator(inventory.issuer().ttl())));
            census.beforeReopen(seen, reopen).ifPresent(steps::add);
        }
        steps.addAll(reopen);
        if (way.goesBackBefore(Phase.ACCEPT)) {
            ClusterObservation open = draft.state();
            List<Step> withdraw = withdraw(way, draft);
            census.beforeWithdraw(open, withdraw).ifPresent(steps::add);
            steps.addAll(withdraw);
        }
        if (way.goesBackBefore(Phase.STAGE) && way.goal().certificates() == Goal.Certificates.REMOVED) {
            steps.addAll(certificates(way, draft.state()));
            ConsumerCertificates.removal(way.goal().taken(), draft.state()).ifPresent(steps::add);
        }
        if (way.goesBackBefore(Phase.BACKUP)) {
            steps.addAll(KeptCopies.removal(inventory, draft.state(), way.ways()));
        }
        return List.copyOf(steps);
    }

    private static List<Step> reopen(Way way, Draft draft) {
        List<Step> steps = new ArrayList<>();
        for (MemberId id : way.order()) {
            way.ways().of(id).flatMap(back -> back.reopen(draft.state())).ifPresent(step -> {
                draft.add(step);
                steps.add(step);
            });
        }
        return steps;
    }

    private static List<Step> withdraw(Way way, Draft draft) {
        List<Step> steps = new ArrayList<>();
        for (MemberId id : way.order()) {
            way.ways().of(id).flatMap(back -> back.withdraw(draft.state())).ifPresent(step -> {
                draft.add(step);
                steps.add(step);
            });
        }
        return steps;
    }

    /** Where sets are seen; and where a run that was to put one has begun, because half a set is not seen. */
    private static List<Step> certificates(Way way, ClusterObservation state) {
        return SeatedMember.all(state).stream()
                .filter(seat -> !usesCertificates(seat))
                .filter(seat -> !seat.facts().certificates().isEmpty()
                        || way.stages(seat) && way.ways().folderOn(seat.host()).isPresent())
                .<Step>map(seat -> new RemoveCertificates(seat.member().name(), seat.host(), CertificateFolder.MEMBER))
                .toList();
    }

    private static boolean usesCertificates(SeatedMember seat) {
        String folder = CertificateFolder.MEMBER.base().value() + "/";
        return Stream.of(seat.running(), seat.service().onNextStart())
                .flatMap(settings -> settings.values().values().stream())
                .anyMatch(value -> value.startsWith(folder));
    }

    /** A member that does not serve comes first, because nothing is lost with it; then as on the way there. */
    private static List<MemberId> order(ClusterObservation seen, List<MemberId> asked) {
        if (!asked.isEmpty()) {
            return MemberOrder.of(seen, asked);
        }
        return MemberOrder.of(seen, List.of()).stream()
                .sorted(Comparator.comparing((MemberId id) -> isServing(seen, id)))
                .toList();
    }

    private static boolean isServing(ClusterObservation seen, MemberId id) {
        Optional<MemberObservation> member = seen.member(id);
        return member.filter(MemberObservation::isServing).isPresent();
    }

    private static Problem tooFar(Phase after) {
        return new Problem(
                ErrorCode.FLAG_INVALID,
                "--to",
                "the state after " + after.text() + " is none that a cluster goes back to",
                "name preflight, backup, stage, accept, consumers or census");
    }
}
