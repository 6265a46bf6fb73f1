package dev.etcdtls.guard;

import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.Problem;
import dev.etcdtls.observation.CertificateSet;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A restart into certificates that are not there, or that cannot be used: etcd would not come back. */
final class UnstagedCertificate {
    private UnstagedCertificate() {}

    static List<Problem> problems(SeatedMember seat, Instant now) {
        Optional<CertificateSet> current = seat.facts().currentCertificates();
        if (current.isEmpty()) {
            return List.of(problem(
                    seat, "no certificate is staged on " + seat.host(), "stage it first: run etcd-tls plan again"));
        }
        CertificateSet set = current.get();
        if (!set.keyMatches()) {
            return List.of(problem(
                    seat,
                    "key and certificate of v" + set.version() + " on " + seat.host() + " do not belong together",
                    "remove that folder and run etcd-tls plan again"));
        }
        return ExpiringCertificate.problem(seat, now).stream().toList();
    }

    private static Problem problem(SeatedMember seat, String summary, String next) {
        return new Problem(ErrorCode.CERTIFICATE_UNFIT, Place.of(seat.host()), summary, next);
    }
}
