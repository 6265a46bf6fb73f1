package dev.etcdtls.guard;

import dev.etcdtls.certificate.CertificateFacts;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.Problem;
import dev.etcdtls.observation.CertificateSet;
import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.observation.IssuerObservation;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A new CA for a cluster that trusts another one: what it signs would be refused by the members that are done. */
final class OtherCa {
    private OtherCa() {}

    static List<Problem> problems(ClusterObservation seen, IssuerObservation issuer) {
        Set<?> anchors = issuer.trustAnchors().stream()
                .map(CertificateFacts::fingerprint)
                .collect(Collectors.toSet());
        return SeatedMember.all(seen).stream()
                .filter(seat -> seat.facts()
                        .currentCertificates()
                        .filter(set -> !trustsAny(set, anchors))
                        .isPresent())
                .map(seat -> anchors.isEmpty() ? noCa(seat) : otherCa(seat))
                .toList();
    }

    private static boolean trustsAny(CertificateSet set, Set<?> anchors) {
        return set.trusted().stream().map(CertificateFacts::fingerprint).anyMatch(anchors::contains);
    }

    private static Problem noCa(SeatedMember seat) {
        return new Problem(
                ErrorCode.LOCAL_CA_MISSING,
                Place.of(seat.host()),
                "member " + seat.member().name() + " trusts a CA already, and the issuer has none",
                "put the CA's files back where the inventory's issuer keeps them");
    }

    private static Problem otherCa(SeatedMember seat) {
        return new Problem(
                ErrorCode.ISSUER_ROLE_UNFIT,
                Place.of(seat.host()),
                "member " + seat.member().name() + " trusts another CA than that of the issuer",
                "name the issuer that signed its certificate; this version does not change the CA of a cluster");
    }
}
