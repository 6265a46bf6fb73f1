package dev.etcdtls.guard;

import dev.etcdtls.config.EtcdSettings;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.Problem;
import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.step.RemoveCertificates;
import java.util.List;

/** A key taken from under a process that serves from it, or that would look for it at its next start. */
final class CertificateInUse {
    private CertificateInUse() {}

    static List<Problem> problems(ClusterObservation seen, RemoveCertificates step) {
        return SeatedMember.all(seen).stream()
                .filter(seat -> seat.host().equals(step.host()))
                .filter(seat ->
                        names(seat.running(), step) || names(seat.service().onNextStart(), step))
                .map(seat -> new Problem(
                        ErrorCode.PENDING_CHANGES,
                        Place.of(seat.host()),
                        "the etcd of " + seat.host() + " runs with certificates in "
                                + step.folder().base() + ", or would after a restart",
                        "accept is reverted first: make a new revert"))
                .toList();
    }

    private static boolean names(EtcdSettings settings, RemoveCertificates step) {
        String folder = step.folder().base().value() + "/";
        return settings.values().values().stream().anyMatch(value -> value.startsWith(folder));
    }
}
