package dev.etcdtls.port;

import dev.etcdtls.certificate.CertificateRequest;
import dev.etcdtls.model.Outcome;
import dev.etcdtls.model.Secret;
import dev.etcdtls.observation.IssuerObservation;

/** Who signs certificates. */
public interface CertificateIssuer {
    /** Looks at the issuer: token, mount, roles for members and clients, lifetime, clock. Changes nothing, issues nothing. */
    IssuerObservation observe();

    /**
     * Signs a CSR (PEM) for exactly the names, usages and lifetime of the request. A warning from the issuer is a refusal. Asking twice gives
     * two certificates and no harm.
     */
    Outcome<IssuedCertificate> sign(String csr, CertificateRequest request);

    /** Makes a key and a certificate for the request. */
    Outcome<IssuedKeyPair> issue(CertificateRequest request);

    /**
     * @param certificate PEM: leaf, then intermediates; ends with a newline
     * @param trustedCa PEM of the root(s) to trust; ends with a newline
     */
    record IssuedCertificate(String certificate, String trustedCa) {}

    /** @param key PKCS#8 PEM */
    record IssuedKeyPair(IssuedCertificate certificate, Secret key) {}
}
