package dev.etcdtls.guard;

import dev.etcdtls.certificate.CertificateCheck;
import dev.etcdtls.certificate.CertificateRequest;
import dev.etcdtls.model.ServiceUser;
import dev.etcdtls.observation.CertificateSet;
import java.time.Instant;

/** Whether a certificate set on a host is what was asked for, and nobody but its owner can read the key. */
public final class FittingSet {
    private static final String KEY_MODE = "600";

    private FittingSet() {}

    public static boolean fits(CertificateSet set, CertificateRequest request, ServiceUser owner, Instant now) {
        return set.keyMatches()
                && set.access().mode().equals(KEY_MODE)
                && set.access().owner().equals(owner)
                && CertificateCheck.problems(set.leaf(), set.trusted(), request, now, "")
                        .isEmpty();
    }
}
