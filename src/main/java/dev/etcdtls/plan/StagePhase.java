package dev.etcdtls.plan;

import dev.etcdtls.certificate.CertificateCheck;
import dev.etcdtls.certificate.CertificateFolder;
import dev.etcdtls.certificate.CertificateRequest;
import dev.etcdtls.certificate.MemberRequests;
import dev.etcdtls.guard.FittingSet;
import dev.etcdtls.guard.SeatedMember;
import dev.etcdtls.inventory.Ports;
import dev.etcdtls.model.Authority;
import dev.etcdtls.model.EtcdVersion;
import dev.etcdtls.model.MemberId;
import dev.etcdtls.model.PeerUrl;
import dev.etcdtls.model.ServiceUser;
import dev.etcdtls.observation.CertificateSet;
import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.observation.MemberStatus;
import dev.etcdtls.step.ConsumerStep;
import dev.etcdtls.step.RemoveCertificates;
import dev.etcdtls.step.RevertAccept;
import dev.etcdtls.step.RevertEnforce;
import dev.etcdtls.step.Step;
import dev.etcdtls.step.TakeTlsCensus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Certificates lie on their hosts, tried from every host against every other, before anything uses them. */
final class StagePhase {
    private StagePhase() {}

    /** A certificate for each member that is not closed yet and has none that fits. */
    static void certificates(Situation situation, Draft draft) {
        for (MemberId id : situation.order()) {
            SeatedMember seat = draft.member(id);
            CertificateRequest request = CertificateNeeds.of(seat, situation, draft.state());
            Optional<CertificateSet> current = seat.facts().currentCertificates();
            boolean fits = current.filter(
                            set -> isGood(set, request, seat.service().unit().user(), situation.now()))
                    .isPresent();
            if (!AcceptSettings.isClosed(seat.running()) && !fits) {
                draft.add(new Step.StageCertificate(
                        seat.member().name(),
                        seat.host(),
                        CertificateFolder.MEMBER,
                        current.map(CertificateSet::version).orElse(0) + 1,
                        request,
                        new Step.Delivery(
                                situation.inventory().issuer().keys(),
                                seat.service().unit().user())));
            }
        }
    }

    /** The tool's own certificate: members are asked over TLS from accept on. */
    static Step operator(Situation situation) {
        return new Step.IssueOperatorCertificate(
                MemberRequests.operator(situation.inventory().issuer().ttl()));
    }

    /** A rehearsal if one of the steps brings a certificate into use. */
    static List<Step> rehearsal(Situation situation, ClusterObservation seen, List<Step> work) {
        if (work.stream().noneMatch(StagePhase::bringsCertificateIntoUse)) {
            return List.of();
        }
        Ports ports = situation.inventory().tuning().ports();
        List<Step.Rehearse.Site> sites = situation.order().stream()
                .flatMap(id -> SeatedMember.of(seen, id).stream())
                .map(seat -> site(seat, situation))
                .toList();
        return List.of(new Step.Rehearse(sites, ports.rehearsalClient(), ports.rehearsalPeer()));
    }

    private static boolean bringsCertificateIntoUse(Step step) {
        return switch (step) {
            case Step.StageCertificate _, Step.AcceptTls _ -> true;
            case Step.EnforceTls enforce -> enforce.edit().set().containsKey(EnforceSettings.LISTEN_PEER);
            case ConsumerStep consumers -> ConsumerPrediction.bringsCertificateIntoUse(consumers);
            case Step.KeepFiles _,
                    Step.TakeSnapshot _,
                    Step.IssueOperatorCertificate _,
                    Step.Rehearse _,
                    Step.TakeCensus _,
                    Step.VerifyEndState _,
                    Step.RemoveLeftovers _,
                    TakeTlsCensus _,
                    RevertEnforce _,
                    RevertAccept _,
                    RemoveCertificates _ -> false;
        };
    }

    private static Step.Rehearse.Site site(SeatedMember seat, Situation situation) {
        boolean namesPeers = seat.member()
                .status()
                .seen()
                .map(MemberStatus::version)
                .filter(EtcdVersion::limitsPeersByHostName)
                .isPresent();
        return new Step.Rehearse.Site(
                seat.member().name(),
                seat.host(),
                seat.member().membership().peerUrls().stream()
                        .map(PeerUrl::authority)
                        .map(Authority::host)
                        .findFirst()
                        .orElse("localhost"),
                CertificateFolder.MEMBER,
                seat.service().unit().user(),
                new Step.Rehearse.RehearsalProgram(
                        seat.service().program().executable(),
                        namesPeers
                                ? MemberRequests.peerName(situation.inventory().cluster())
                                : ""));
    }

    /** Whether a set need not be made anew. */
    static boolean isGood(CertificateSet set, CertificateRequest request, ServiceUser owner, Instant now) {
        return FittingSet.fits(set, request, owner, now) && !CertificateCheck.isExpiring(set.leaf(), now);
    }
}
