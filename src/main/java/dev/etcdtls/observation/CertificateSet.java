package dev.etcdtls.observation;

import dev.etcdtls.certificate.CertificateFacts;
import dev.etcdtls.model.Digest;
import dev.etcdtls.model.ServiceUser;
import java.util.List;

/**
 * A certificate set on a host.
 *
 * @param version the N of {@code v<N>}
 * @param current whether {@code current} points to it
 * @param leaf the certificate
 * @param trusted the CAs of its {@code ca.crt}
 * @param key public part of the key beside it
 * @param access of the key file
 */
public record CertificateSet(
        int version,
        boolean current,
        CertificateFacts leaf,
        List<CertificateFacts> trusted,
        Digest key,
        Access access) {
    public CertificateSet {
        trusted = List.copyOf(trusted);
    }

    /** Whether key and certificate belong together. */
    public boolean keyMatches() {
        return leaf.publicKey().spki().equals(key);
    }

    /** Owner and octal mode, for example {@code 600}. */
    public record Access(ServiceUser owner, String mode) {}
}
