package dev.etcdtls.guard;

import dev.etcdtls.certificate.CertificateCheck;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.Problem;
import dev.etcdtls.observation.ClusterObservation;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A certificate that ends while a run is paused: each one in use must have a quarter of its life left. */
final class ExpiringCertificate {
    private ExpiringCertificate() {}

    static List<Problem> problems(ClusterObservation seen) {
        return SeatedMember.all(seen).stream()
                .filter(ExpiringCertificate::isInUse)
                .flatMap(seat -> problem(seat, seen.at()).stream())
                .toList();
    }

    static Optional<Problem> problem(SeatedMember seat, Instant now) {
        return seat.facts()
                .currentCertificates()
                .filter(set -> CertificateCheck.isExpiring(set.leaf(), now))
                .map(set -> new Problem(
                        ErrorCode.CERTIFICATE_EXPIRING,
                        Place.of(seat.host()),
                        "the certificate of " + seat.member().name() + " ends at "
                                + set.leaf().validity().to() + ", less than a quarter of its life is left",
                        "renew it first (runbooks/renew.md)"));
    }

    private static boolean isInUse(SeatedMember seat) {
        String certificate = TlsSettings.FILES.getOrDefault("cert-file", "");
        return seat.running().get("cert-file").filter(certificate::equals).isPresent();
    }
}
