package dev.etcdtls.guard;

import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.HostName;
import dev.etcdtls.model.PeerUrl;
import dev.etcdtls.model.Problem;
import dev.etcdtls.model.Verdict;
import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.observation.HostFacts;
import dev.etcdtls.observation.KeptFile;
import dev.etcdtls.step.ConsumerStep;
import dev.etcdtls.step.FileEdit;
import dev.etcdtls.step.RemoveCertificates;
import dev.etcdtls.step.RevertAccept;
import dev.etcdtls.step.RevertEnforce;
import dev.etcdtls.step.Step;
import dev.etcdtls.step.TakeTlsCensus;
import dev.etcdtls.step.Target;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What must hold just before a step. Judge from an observation of at most two seconds ago. */
public final class StepGuard {
    private StepGuard() {}

    public static Verdict verdict(Step step, ClusterObservation seen, Outage outage) {
        return Verdict.of(join(armedElsewhere(step, seen), problems(step, seen, outage)));
    }

    /** What is for the tool alone disturbs nobody. */
    private static List<Problem> armedElsewhere(Step step, ClusterObservation seen) {
        return step instanceof Step.IssueOperatorCertificate ? List.of() : ArmedSwitch.problemsOfOthers(seen, step);
    }

    private static List<Problem> problems(Step step, ClusterObservation seen, Outage outage) {
        return switch (step) {
            case Step.KeepFiles keep -> ofHosts(seen, Set.of(keep.host()));
            case Step.TakeSnapshot _ -> ofHealth(seen);
            case Step.IssueOperatorCertificate _ -> List.of();
            case Step.StageCertificate stage -> stage(stage, seen);
            case Step.Rehearse rehearse -> rehearse(rehearse, seen);
            case Step.AcceptTls accept -> restart(accept.target(), accept.edit(), seen, outage);
            case Step.TakeCensus _ -> join(ofHealth(seen), PlaintextOnly.problems(seen));
            case Step.EnforceTls enforce -> enforce(enforce, seen, outage);
            case TakeTlsCensus census -> join(UnreachableHost.problems(seen), TlsOnly.problems(seen, census));
            case RevertEnforce revert ->
                RestoreGuard.problems(
                        revert.target(),
                        revert.back().edit(),
                        seen,
                        outage,
                        UnexpectedMembership.problems(seen, revert));
            case RevertAccept revert ->
                RestoreGuard.problems(revert.target(), revert.back().edit(), seen, outage, EnforceLeft.problems(seen));
            case RemoveCertificates remove ->
                join(ofHosts(seen, Set.of(remove.host())), CertificateInUse.problems(seen, remove));
            case ConsumerStep consumers -> ConsumerStepGuard.problems(consumers, seen);
            case Step.VerifyEndState _ -> ofHealth(seen);
            case Step.RemoveLeftovers leftovers ->
                join(ofHosts(seen, Set.of(leftovers.host())), unfinished(seen, leftovers));
        };
    }

    private static List<Problem> stage(Step.StageCertificate stage, ClusterObservation seen) {
        List<Problem> tools = seats(seen, Set.of(stage.host()))
                .flatMap(seat -> ToolMissing.problems(seat, stage.delivery().keys()).stream())
                .toList();
        return join(ofHosts(seen, Set.of(stage.host())), tools);
    }

    private static List<Problem> rehearse(Step.Rehearse rehearse, ClusterObservation seen) {
        Set<HostName> hosts = new HashSet<>();
        rehearse.sites().forEach(site -> hosts.add(site.host()));
        List<Problem> certificates = seats(seen, hosts)
                .flatMap(seat -> UnstagedCertificate.problems(seat, seen.at()).stream())
                .toList();
        return join(ofHosts(seen, hosts), certificates, ClockSkew.problems(seen));
    }

    private static List<Problem> enforce(Step.EnforceTls step, ClusterObservation seen, Outage outage) {
        List<Problem> problems = restart(step.target(), step.edit(), seen, outage);
        if (seen.member(step.target().id()).isEmpty()) {
            return problems;
        }
        return join(
                problems,
                UnexpectedMembership.problems(seen, step),
                OneWayPeers.problems(seen, step.target().id()));
    }

    /** For both steps that restart a member. A member that does not serve is being repaired: the others' health is not asked for. */
    private static List<Problem> restart(Target target, FileEdit edit, ClusterObservation seen, Outage outage) {
        List<Problem> membership = UnexpectedMembership.problems(seen, target);
        if (!membership.isEmpty()) {
            return membership;
        }
        boolean repair = !seen.member(target.id()).orElseThrow().isServing();
        List<Problem> ofTarget = SeatedMember.of(seen, target.id(), target.host())
                .map(seat -> join(
                        AlteredFile.problems(seat, edit),
                        UnstagedCertificate.problems(seat, seen.at()),
                        PortInUse.problems(seat, edit)))
                .orElse(List.of());
        return join(
                ofHosts(seen, Set.of(target.host())),
                QuorumLoss.problems(seen, target.id(), outage),
                repair ? List.of() : ofOthers(seen, target),
                LearnerPresent.problems(seen),
                ofTarget);
    }

    private static List<Problem> ofOthers(ClusterObservation seen, Target target) {
        return join(
                UnreachableHost.problems(seen).stream()
                        .filter(problem -> !problem.address().equals(Place.of(target.host())))
                        .toList(),
                MemberDown.problemsOfOthers(seen, target.id()),
                MembershipDisagreement.problems(seen),
                AlarmRaised.problems(seen),
                LaggingMember.problems(seen),
                QuotaMargin.problems(seen),
                ClockSkew.problems(seen),
                ExpiringCertificate.problems(seen).stream()
                        .filter(problem -> !problem.address().equals(Place.of(target.host())))
                        .toList());
    }

    private static List<Problem> ofHealth(ClusterObservation seen) {
        return join(
                UnreachableHost.problems(seen),
                MemberDown.problems(seen),
                MembershipDisagreement.problems(seen),
                AlarmRaised.problems(seen));
    }

    static List<Problem> ofHosts(ClusterObservation seen, Set<HostName> hosts) {
        List<Problem> room = seats(seen, hosts)
                .flatMap(seat -> DiskSpace.problems(seat).stream())
                .toList();
        return join(UnreachableHost.problems(seen, hosts), room);
    }

    /** Kept files are the way back, so they stay until every member's peer URLs are https, or the way back was gone to its end. */
    private static List<Problem> unfinished(ClusterObservation seen, Step.RemoveLeftovers step) {
        if (isBack(seen, step)) {
            return List.of();
        }
        return seen.members().stream()
                .filter(member -> !member.membership().peerUrls().stream().allMatch(PeerUrl::isHttps))
                .map(member -> new Problem(
                        ErrorCode.GATE_FAILED,
                        Place.of(member),
                        "member " + member.name() + " has plaintext peer URLs, and the kept files are the way back",
                        "finish enforce first: run etcd-tls plan again"))
                .toList();
    }

    /**
     * Whether nothing is kept there but copies of the very file that is in force, so that nobody loses one. Where no copy is seen at all, the
     * process must run as if it had never had a certificate.
     */
    private static boolean isBack(ClusterObservation seen, Step.RemoveLeftovers step) {
        List<String> kept = seen.facts(step.host()).map(HostFacts::kept).orElse(List.of()).stream()
                .filter(copy -> step.paths().stream()
                        .anyMatch(path -> copy.path().value().startsWith(path.value() + "/")))
                .map(KeptFile::text)
                .toList();
        return seen.service(step.host())
                .filter(service -> kept.isEmpty()
                        ? TlsSettings.FILES.keySet().stream()
                                .allMatch(flag -> service.running().get(flag).isEmpty())
                        : kept.stream().allMatch(service.file().text()::equals))
                .isPresent();
    }

    private static Stream<SeatedMember> seats(ClusterObservation seen, Set<HostName> hosts) {
        return SeatedMember.all(seen).stream().filter(seat -> hosts.contains(seat.host()));
    }

    @SafeVarargs
    static List<Problem> join(List<Problem>... lists) {
        List<Problem> all = new ArrayList<>();
        for (List<Problem> list : lists) {
            all.addAll(list);
        }
        return List.copyOf(all);
    }
}
