package dev.etcdtls.plan;

import dev.etcdtls.model.MemberId;
import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.step.ConsumerStep;
import dev.etcdtls.step.FileEdit;
import dev.etcdtls.step.RemoveCertificates;
import dev.etcdtls.step.RevertAccept;
import dev.etcdtls.step.RevertEnforce;
import dev.etcdtls.step.Step;
import dev.etcdtls.step.TakeTlsCensus;
import dev.etcdtls.step.Target;
import java.util.List;

/**
 * What a step makes of the cluster, and what a crash inside it can leave.
 *
 * <p>The states of a step follow the order in which it is done: leadership away, {@code member update} to both schemes, edit, restart,
 * {@code member update} to https. In each of them the target is up: while it restarts, the others are as in the state before.
 */
public final class Prediction {
    private Prediction() {}

    /** The state when the step is done. A step that leaves no trace changes nothing. */
    public static ClusterObservation after(ClusterObservation seen, Step step) {
        return states(seen, step).getLast();
    }

    /** Every state that a crash inside the step can leave, in their order, the one before it and the one after it included. */
    public static List<ClusterObservation> states(ClusterObservation seen, Step step) {
        return switch (step) {
            case Step.StageCertificate stage -> List.of(seen, PredictedCertificates.staged(seen, stage));
            case Step.AcceptTls accept -> accept(seen, accept.target(), accept.edit());
            case Step.EnforceTls enforce -> enforce(seen, enforce);
            case RevertEnforce revert -> reopen(seen, revert);
            case RevertAccept revert -> withdraw(seen, revert);
            case RemoveCertificates remove ->
                List.of(seen, PredictedService.withCertificates(seen, remove.host(), List.of()));
            case ConsumerStep consumers -> ConsumerPrediction.states(seen, consumers);
            case Step.KeepFiles _,
                    Step.TakeSnapshot _,
                    Step.IssueOperatorCertificate _,
                    Step.Rehearse _,
                    Step.TakeCensus _,
                    Step.VerifyEndState _,
                    Step.RemoveLeftovers _,
                    TakeTlsCensus _ -> List.of(seen);
        };
    }

    private static List<ClusterObservation> accept(ClusterObservation seen, Target target, FileEdit edit) {
        ClusterObservation led = PredictedMember.leadershipMoved(seen, target.id());
        ClusterObservation edited = PredictedService.edited(led, target.host(), edit);
        return List.of(seen, led, edited, restarted(edited, target));
    }

    private static List<ClusterObservation> enforce(ClusterObservation seen, Step.EnforceTls step) {
        Target target = step.target();
        MemberId id = target.id();
        boolean updates = seen.member(id)
                .filter(member -> !member.membership().peerUrls().equals(step.httpsUrls()))
                .isPresent();
        ClusterObservation led = PredictedMember.leadershipMoved(seen, id);
        ClusterObservation both = updates ? PredictedMember.withPeerUrls(led, id, step.bothUrls()) : led;
        ClusterObservation edited = PredictedService.edited(both, target.host(), step.edit());
        ClusterObservation restarted = restarted(edited, target);
        ClusterObservation closed = PredictedMember.withPeerUrls(restarted, id, step.httpsUrls());
        return List.of(seen, led, both, edited, restarted, closed);
    }

    private static List<ClusterObservation> reopen(ClusterObservation seen, RevertEnforce step) {
        Target target = step.target();
        MemberId id = target.id();
        boolean updates = seen.member(id)
                .filter(member -> !member.membership().peerUrls().equals(step.httpUrls()))
                .isPresent();
        ClusterObservation led = PredictedMember.leadershipMoved(seen, id);
        ClusterObservation both = updates ? PredictedMember.withPeerUrls(led, id, step.bothUrls()) : led;
        ClusterObservation restored = PredictedService.restored(both, target.host(), step.back());
        ClusterObservation started = started(restored, target);
        return List.of(seen, led, both, restored, started, PredictedMember.withPeerUrls(started, id, step.httpUrls()));
    }

    private static List<ClusterObservation> withdraw(ClusterObservation seen, RevertAccept step) {
        ClusterObservation led =
                PredictedMember.leadershipMoved(seen, step.target().id());
        ClusterObservation restored =
                PredictedService.restored(led, step.target().host(), step.back());
        return List.of(seen, led, restored, started(restored, step.target()));
    }

    private static ClusterObservation started(ClusterObservation restored, Target target) {
        ClusterObservation started = PredictedService.started(restored, target.host());
        return PredictedMember.published(PredictedMember.serving(started, target), target);
    }

    private static ClusterObservation restarted(ClusterObservation edited, Target target) {
        return PredictedMember.published(PredictedService.restarted(edited, target.host()), target);
    }
}
