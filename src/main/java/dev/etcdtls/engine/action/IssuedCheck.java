package dev.etcdtls.engine.action;

import dev.etcdtls.certificate.CertificateChain;
import dev.etcdtls.certificate.CertificateCheck;
import dev.etcdtls.certificate.CertificateFacts;
import dev.etcdtls.certificate.CertificateReader;
import dev.etcdtls.certificate.CertificateRequest;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.Problem;
import dev.etcdtls.port.CertificateIssuer.IssuedCertificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Whether what an issuer gave is what it was asked for; asked before any of it is used. */
final class IssuedCheck {
    private IssuedCheck() {}

    static List<Problem> problems(IssuedCertificate issued, CertificateRequest wanted, Instant now, String address) {
        List<CertificateFacts> chain;
        List<CertificateFacts> trusted;
        try {
            chain = CertificateReader.read(issued.certificate());
            trusted = CertificateReader.read(issued.trustedCa());
        } catch (IllegalArgumentException e) {
            return List.of(unfit(address, String.valueOf(e.getMessage())));
        }
        if (chain.isEmpty()) {
            return List.of(unfit(address, "the issuer gave no certificate"));
        }
        List<Problem> problems =
                new ArrayList<>(CertificateCheck.problems(chain.getFirst(), trusted, wanted, now, address));
        problems.addAll(CertificateChain.verify(issued.certificate(), issued.trustedCa(), address));
        return problems;
    }

    private static Problem unfit(String address, String summary) {
        return new Problem(ErrorCode.CERTIFICATE_UNFIT, address, summary, "look at the issuer and its role");
    }
}
