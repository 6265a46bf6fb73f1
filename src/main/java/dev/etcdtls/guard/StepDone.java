package dev.etcdtls.guard;

import dev.etcdtls.config.EtcdSettings;
import dev.etcdtls.model.Digest;
import dev.etcdtls.model.PeerUrl;
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
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Whether a step's postcondition is there to see. */
public final class StepDone {
    private StepDone() {}

    /** Whether an observation can show that the step was done; of the others only the journal knows. */
    public static boolean leavesTrace(Step step) {
        return switch (step) {
            case Step.StageCertificate _, Step.AcceptTls _, Step.EnforceTls _, RevertEnforce _, RevertAccept _ -> true;
            case ConsumerStep consumers -> ConsumerStepDone.leavesTrace(consumers);
            case Step.KeepFiles _,
                    Step.TakeSnapshot _,
                    Step.IssueOperatorCertificate _,
                    Step.Rehearse _,
                    Step.TakeCensus _,
                    Step.VerifyEndState _,
                    Step.RemoveLeftovers _,
                    TakeTlsCensus _,
                    RemoveCertificates _ -> false;
        };
    }

    /**
     * Whether the world is as the step wants it, in force and on disk; false for a step that leaves no trace. A step stays done when a later
     * one goes further.
     */
    public static boolean isDone(Step step, ClusterObservation seen) {
        return switch (step) {
            case Step.StageCertificate stage -> isStaged(stage, seen);
            case Step.AcceptTls accept ->
                isInForce(
                        seen,
                        accept.target(),
                        settings -> accepts(settings, accept.edit().set()));
            case Step.EnforceTls enforce ->
                hasPeerUrls(seen, enforce.target(), enforce.httpsUrls())
                        && isInForce(
                                seen,
                                enforce.target(),
                                settings -> SettingValue.missing(enforce.edit().set(), settings)
                                        .isEmpty());
            case RevertEnforce revert ->
                hasPeerUrls(seen, revert.target(), revert.httpUrls())
                        && isInForce(
                                seen,
                                revert.target(),
                                settings -> RevertedSettings.isOpen(
                                        settings, revert.back().edit().set()));
            case RevertAccept revert ->
                isInForce(
                                seen,
                                revert.target(),
                                settings -> SettingValue.missing(
                                                revert.back().edit().set(), settings)
                                        .isEmpty())
                        && hasFile(seen, revert.target(), revert.back().edit());
            case ConsumerStep consumers -> ConsumerStepDone.isDone(consumers, seen);
            case Step.KeepFiles _,
                    Step.TakeSnapshot _,
                    Step.IssueOperatorCertificate _,
                    Step.Rehearse _,
                    Step.TakeCensus _,
                    Step.VerifyEndState _,
                    Step.RemoveLeftovers _,
                    TakeTlsCensus _,
                    RemoveCertificates _ -> false;
        };
    }

    /**
     * Whether a step takes listeners from clients and its member still serves with them: such a step may be put off. False when its member
     * was restarted already, or is down.
     */
    public static boolean isStillToClose(Step step, ClusterObservation seen) {
        return switch (step) {
            case Step.EnforceTls enforce -> isServingWithout(seen, enforce.target(), enforce.edit());
            case RevertEnforce revert ->
                isServingWithout(seen, revert.target(), revert.back().edit());
            case RevertAccept revert ->
                isServingWithout(seen, revert.target(), revert.back().edit());
            case ConsumerStep consumers -> ConsumerStepDone.isStillToClose(consumers);
            case Step.StageCertificate _,
                    Step.AcceptTls _,
                    Step.KeepFiles _,
                    Step.TakeSnapshot _,
                    Step.IssueOperatorCertificate _,
                    Step.Rehearse _,
                    Step.TakeCensus _,
                    Step.VerifyEndState _,
                    Step.RemoveLeftovers _,
                    TakeTlsCensus _,
                    RemoveCertificates _ -> false;
        };
    }

    private static boolean isStaged(Step.StageCertificate stage, ClusterObservation seen) {
        return seen.facts(stage.host())
                .flatMap(facts -> facts.currentCertificates())
                .filter(set -> set.version() == stage.version())
                .filter(set ->
                        FittingSet.fits(set, stage.request(), stage.delivery().owner(), seen.at()))
                .isPresent();
    }

    private static boolean isServingWithout(ClusterObservation seen, Target target, FileEdit edit) {
        return SeatedMember.of(seen, target.id(), target.host())
                .filter(seat ->
                        seat.service().unit().isActive() && seat.member().isServing())
                .filter(seat ->
                        !SettingValue.missing(edit.set(), seat.running()).isEmpty())
                .isPresent();
    }

    private static boolean isInForce(ClusterObservation seen, Target target, Predicate<EtcdSettings> wanted) {
        return SeatedMember.of(seen, target.id(), target.host())
                .filter(seat ->
                        seat.service().unit().isActive() && seat.member().isServing())
                .filter(seat -> wanted.test(seat.running())
                        && wanted.test(seat.service().onNextStart()))
                .isPresent();
    }

    /** The TLS and metrics settings of the edit, and its https client listeners; its http ones may have been closed since. */
    private static boolean accepts(EtcdSettings settings, SortedMap<String, String> set) {
        SortedMap<String, String> tls = new TreeMap<>(set);
        tls.keySet().removeIf(flag -> flag.endsWith("-urls") && !flag.equals(MetricsListener.FLAG));
        List<String> https = SettingValue.parts(set.getOrDefault("listen-client-urls", "")).stream()
                .filter(url -> url.startsWith("https:"))
                .toList();
        return SettingValue.missing(tls, settings).isEmpty()
                && settings.listenClientUrls().stream()
                        .map(Object::toString)
                        .toList()
                        .containsAll(https);
    }

    private static boolean hasFile(ClusterObservation seen, Target target, FileEdit edit) {
        return seen.service(target.host())
                .filter(service -> Digest.of(service.file().text()).equals(edit.after()))
                .isPresent();
    }

    private static boolean hasPeerUrls(ClusterObservation seen, Target target, List<PeerUrl> wanted) {
        return seen.member(target.id())
                .filter(member -> member.membership().peerUrls().equals(wanted))
                .isPresent();
    }
}
