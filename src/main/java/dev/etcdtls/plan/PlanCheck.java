package dev.etcdtls.plan;

import dev.etcdtls.guard.Outage;
import dev.etcdtls.guard.StepGuard;
import dev.etcdtls.model.Digest;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.Problem;
import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.plan.Dangers.Endpoint;
import dev.etcdtls.step.ConsumerStep;
import dev.etcdtls.step.FileEdit;
import dev.etcdtls.step.RemoveCertificates;
import dev.etcdtls.step.RevertAccept;
import dev.etcdtls.step.RevertEnforce;
import dev.etcdtls.step.Step;
import dev.etcdtls.step.StepId;
import dev.etcdtls.step.TakeTlsCensus;
import dev.etcdtls.step.Target;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Walks a plan on predicted states and gives the first counter-example.
 *
 * <ol>
 *   <li>At a step's start its guard must pass.
 *   <li>In every state that a crash inside the step can leave, the target up: without any one member a quorum of the others can dial each
 *       other (three members and more); any member that crashes comes back with the files then on its disk.
 *   <li>Plaintext endpoints stay until a census has passed; TLS endpoints that stood at the census stay for ever, or until a census of
 *       TLS clients has passed that names them.
 * </ol>
 *
 * <p>A danger that was there before the plan may last until a step ends it, because a plan may be the remedy; but never one of the member
 * that a step restarts: for that member the "if" becomes a "when".
 */
public final class PlanCheck {
    private final Outage outage;
    private final Set<Endpoint> promised = new LinkedHashSet<>();
    private final Set<Danger> inherited = new HashSet<>();
    private ClusterObservation state;

    private PlanCheck(ClusterObservation start, Outage outage) {
        this.outage = outage;
        this.state = start;
        promised.addAll(Dangers.endpoints(start));
        inherited.addAll(Dangers.of(start, promised));
    }

    /** The first counter-example, or none. A plan that has one is never shown, and never applied. */
    public static List<Problem> check(ClusterObservation start, Plan plan) {
        return check(start, plan.steps(), plan.header().options().outage());
    }

    static List<Problem> check(ClusterObservation start, List<Step> steps, Outage outage) {
        PlanCheck walk = new PlanCheck(start, outage);
        for (Step step : steps) {
            List<Problem> problems = walk.take(step);
            if (!problems.isEmpty()) {
                return problems;
            }
        }
        return List.of();
    }

    private List<Problem> take(Step step) {
        List<Problem> refused = StepGuard.verdict(step, state, outage).problems();
        if (!refused.isEmpty()) {
            return refused.stream()
                    .map(problem -> new Problem(
                            problem.code(),
                            problem.address(),
                            "before " + step.id() + ": " + problem.summary(),
                            next()))
                    .toList();
        }
        if (step instanceof Step.TakeCensus) {
            promised.clear();
            Dangers.endpoints(state).stream()
                    .filter(endpoint -> endpoint.url().isHttps())
                    .forEach(promised::add);
        }
        if (step instanceof TakeTlsCensus census) {
            withdraw(census);
        }
        for (ClusterObservation possible : Prediction.states(state, step)) {
            Optional<Danger> danger = firstNew(possible, step);
            if (danger.isPresent()) {
                return List.of(problem(step.id(), danger.get()));
            }
            state = possible;
        }
        return List.of();
    }

    /** What nobody uses is promised no more; plaintext is, from here on, where it is served. */
    private void withdraw(TakeTlsCensus census) {
        census.withdrawn()
                .forEach(each -> each.listeners()
                        .forEach(url ->
                                promised.remove(new Endpoint(each.member().id(), url))));
        Dangers.endpoints(state).stream()
                .filter(endpoint -> !endpoint.url().isHttps())
                .forEach(promised::add);
    }

    private Optional<Danger> firstNew(ClusterObservation possible, Step step) {
        Set<Danger> dangers = Dangers.of(possible, promised);
        Optional<Danger> worse = dangers.stream()
                .filter(danger -> !inherited.contains(danger) || isCertain(danger, possible, step))
                .findFirst();
        inherited.retainAll(dangers);
        return worse;
    }

    private static boolean isCertain(Danger danger, ClusterObservation possible, Step step) {
        return switch (step) {
            case Step.AcceptTls accept -> isCertain(danger, possible, accept.target(), accept.edit());
            case Step.EnforceTls enforce -> isCertain(danger, possible, enforce.target(), enforce.edit());
            case RevertEnforce revert ->
                isCertain(danger, possible, revert.target(), revert.back().edit());
            case RevertAccept revert ->
                isCertain(danger, possible, revert.target(), revert.back().edit());
            case ConsumerStep consumers -> ConsumerPrediction.isCertain(consumers);
            case Step.KeepFiles _,
                    Step.TakeSnapshot _,
                    Step.IssueOperatorCertificate _,
                    Step.StageCertificate _,
                    Step.Rehearse _,
                    Step.TakeCensus _,
                    Step.VerifyEndState _,
                    Step.RemoveLeftovers _,
                    TakeTlsCensus _,
                    RemoveCertificates _ -> false;
        };
    }

    /** The target is taken out, and comes back with the edited file: nothing is asked of the file that it does not restart with. */
    private static boolean isCertain(Danger danger, ClusterObservation possible, Target target, FileEdit edit) {
        boolean edited = possible.service(target.host())
                .filter(service -> Digest.of(service.file().text()).equals(edit.after()))
                .isPresent();
        return danger.member().equals(target.id())
                && switch (danger) {
                    case Danger.NoQuorumWithout _, Danger.EndpointGone _ -> true;
                    case Danger.NoWayBack _ -> edited;
                };
    }

    private static Problem problem(StepId step, Danger danger) {
        return new Problem(ErrorCode.QUORUM_AT_RISK, "steps/" + step, "inside " + step + ": " + danger.words(), next());
    }

    private static String next() {
        return "do not run this plan; a cluster in this state needs a person";
    }
}
