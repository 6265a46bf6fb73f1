package dev.etcdtls.plan;

import dev.etcdtls.guard.PortInUse;
import dev.etcdtls.guard.Preflight;
import dev.etcdtls.inventory.Inventory;
import dev.etcdtls.model.Problem;
import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.observation.IssuerObservation;
import dev.etcdtls.step.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Makes the plan that takes a cluster to mutual TLS.
 *
 * <ol>
 *   <li>Preflight: what must be true of the cluster before anything is planned.
 *   <li>Certificates, accept, enforce: each phase emits only what is not true yet, on the state that the steps before it lead to.
 *   <li>Nothing emitted: the plan is empty and the issuer is not even asked for.
 *   <li>Backup, rehearsal, census, verification and retirement are put around what was emitted.
 * </ol>
 *
 * <p>The same observation and options give the same steps. Planning after any prefix of a plan, with its order of members, gives its rest;
 * steps that leave no trace on the cluster (backup, the tool's own certificate, rehearsal, census, verification) come again as long as
 * something is left that they are for.
 */
public final class Planner {
    private static final Duration LIFE = Duration.ofHours(24);

    private Planner() {}

    public static PlanResult plan(
            Inventory inventory,
            Plan.InventorySource source,
            ClusterObservation seen,
            IssuerObservation issuer,
            PlanOptions options,
            Instant now) {
        List<Problem> ofCluster = Preflight.ofCluster(inventory, seen);
        List<Problem> ofWork = Preflight.ofWork(inventory, seen, issuer);
        if (!ofCluster.isEmpty()) {
            return new PlanResult.NotNow(
                    Stream.concat(ofCluster.stream(), ofWork.stream()).toList());
        }
        Situation situation = new Situation(inventory, strategy(seen), MemberOrder.of(seen, options.order()), now);
        List<Problem> problems = new ArrayList<>();
        List<Step> steps = steps(situation, seen, problems);
        if (!steps.isEmpty()) {
            problems.addAll(ofWork);
            problems.addAll(Acceptance.problems(inventory, seen, options, steps));
        }
        if (!problems.isEmpty()) {
            return new PlanResult.NotNow(problems);
        }
        Plan.Header header = new Plan.Header(
                new Goal.MutualTls(),
                inventory.cluster(),
                situation.strategy(),
                now,
                now.plus(LIFE),
                options.inOrder(situation.order()));
        return new PlanResult.Planned(
                new Plan(header, source, Baseline.of(seen), steps, Notices.of(situation, seen, steps)));
    }

    static Strategy strategy(ClusterObservation seen) {
        return PortInUse.needsExtraPort(seen) ? Strategy.EXTRA_PORT : Strategy.SAME_PORT;
    }

    /** @param unmoved consumers that cannot be moved, and why */
    private static List<Step> steps(Situation situation, ClusterObservation seen, List<Problem> unmoved) {
        Draft certificates = new Draft(seen);
        StagePhase.certificates(situation, certificates);
        ConsumerCertificates.plan(situation, certificates);
        Draft accept = new Draft(certificates.state());
        AcceptPhase.plan(situation, accept);
        Draft consumers = new Draft(accept.state());
        unmoved.addAll(ConsumersPhase.plan(situation, consumers));
        Draft enforce = new Draft(consumers.state());
        EnforcePhase.plan(situation, enforce);
        List<Step> work = Stream.of(certificates, accept, consumers, enforce)
                .flatMap(draft -> draft.steps().stream())
                .toList();
        if (work.isEmpty()) {
            return List.of();
        }
        List<Step> backup = BackupPhase.steps(situation, seen, work);
        List<Step> steps = new ArrayList<>(backup);
        steps.add(StagePhase.operator(situation));
        steps.addAll(certificates.steps());
        steps.addAll(StagePhase.rehearsal(situation, seen, work));
        steps.addAll(accept.steps());
        steps.addAll(consumers.steps());
        steps.addAll(CensusPhase.steps(situation, accept.state(), enforce.steps()));
        steps.addAll(enforce.steps());
        steps.addAll(VerifyPhase.steps(situation, enforce.state()));
        steps.addAll(RetirePhase.steps(backup));
        return List.copyOf(steps);
    }
}
