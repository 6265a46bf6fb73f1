package dev.etcdtls.engine.action;

import dev.etcdtls.certificate.CertificateCheck;
import dev.etcdtls.certificate.CertificateFacts;
import dev.etcdtls.certificate.CertificateReader;
import dev.etcdtls.model.Problem;
import dev.etcdtls.port.CertificateIssuer.IssuedCertificate;
import dev.etcdtls.port.CertificateIssuer.IssuedKeyPair;
import dev.etcdtls.port.OperatorIdentity;
import dev.etcdtls.step.Step;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Gets the tool's own client certificate. One that is there and has enough life left stays. */
final class IssueOperatorCertificate {
    private static final String ADDRESS = "the certificate of etcd-tls";

    private final Equipment equipment;

    IssueOperatorCertificate(Equipment equipment) {
        this.equipment = equipment;
    }

    /** Whether the run has a certificate that can still be used: it lives a day at most, and a run may be resumed later than that. */
    boolean isUsable() {
        return equipment
                .world()
                .run()
                .operator()
                .load()
                .flatMap(IssueOperatorCertificate::leaf)
                .filter(leaf -> !CertificateCheck.isExpiring(
                        leaf, equipment.world().pacer().now()))
                .isPresent();
    }

    Performed perform(Step.IssueOperatorCertificate step) {
        OperatorIdentity operator = equipment.world().run().operator();
        if (!isUsable()) {
            IssuedKeyPair pair =
                    equipment.world().issuer().issue(step.request()).orThrow();
            List<Problem> problems = problems(pair.certificate(), step);
            if (!problems.isEmpty()) {
                return new Performed.Failed(problems);
            }
            operator.store(pair);
        }
        Evidence evidence = new Evidence();
        operator.load()
                .flatMap(IssueOperatorCertificate::leaf)
                .ifPresent(leaf -> evidence.add("fingerprint", leaf.fingerprint())
                        .add("common name", leaf.names().commonName())
                        .add("ends", leaf.validity().to()));
        return evidence.done();
    }

    private List<Problem> problems(IssuedCertificate issued, Step.IssueOperatorCertificate step) {
        Instant now = equipment.world().pacer().now();
        return IssuedCheck.problems(issued, step.request(), now, ADDRESS);
    }

    private static Optional<CertificateFacts> leaf(IssuedKeyPair pair) {
        return CertificateReader.read(pair.certificate().certificate()).stream().findFirst();
    }
}
