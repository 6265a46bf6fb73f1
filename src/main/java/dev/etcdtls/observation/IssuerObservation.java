package dev.etcdtls.observation;

import dev.etcdtls.certificate.CertificateFacts;
import dev.etcdtls.model.Problem;
import java.time.Duration;
import java.util.List;

/**
 * What the issuer said when it was looked at.
 *
 * @param trustAnchors its CA certificates, root last
 * @param longestTtl the longest lifetime that it grants; zero when it does not tell
 * @param clockOffset its clock minus the tool's; zero for the local CA
 * @param problems what does not fit: token, mount, role; warnings included
 */
public record IssuerObservation(
        List<CertificateFacts> trustAnchors, Duration longestTtl, Duration clockOffset, List<Problem> problems) {
    public IssuerObservation {
        trustAnchors = List.copyOf(trustAnchors);
        problems = List.copyOf(problems);
    }
}
