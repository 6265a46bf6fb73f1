package dev.etcdtls.adapter.localca;

import dev.etcdtls.adapter.localca.CaFiles.Pems;
import dev.etcdtls.certificate.CertificateFacts;
import dev.etcdtls.certificate.CertificateReader;
import dev.etcdtls.certificate.CertificateRequest;
import dev.etcdtls.model.ClusterName;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.Outcome;
import dev.etcdtls.model.Problem;
import dev.etcdtls.model.ProblemException;
import dev.etcdtls.model.Secret;
import dev.etcdtls.observation.IssuerObservation;
import dev.etcdtls.port.CertificateIssuer;
import dev.etcdtls.port.Pacer;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;

/**
 * A CA of one cluster whose key lies in {@code local-ca/} beside the inventory (folder 0700, key 0600). It honours a request exactly. Its
 * key is made only by {@link #create} and never a second time: members trust it, and a new key would lock them all out.
 */
public final class LocalCa implements CertificateIssuer {
    private static final Duration TEN_YEARS = Duration.ofHours(87_600);

    private final CaFiles files;
    private final ClusterName cluster;
    private final Pacer pacer;

    private LocalCa(CaFiles files, ClusterName cluster, Pacer pacer) {
        this.files = files;
        this.cluster = cluster;
        this.pacer = pacer;
    }

    /**
     * The CA beside an inventory; looks at nothing yet.
     *
     * @param inventoryFolder the folder of the inventory; the CA is {@code local-ca/} in it
     */
    public static LocalCa open(Path inventoryFolder, ClusterName cluster, Pacer pacer) {
        return new LocalCa(new CaFiles(inventoryFolder.resolve("local-ca")), cluster, pacer);
    }

    /** Whether there is a CA. */
    public boolean exists() {
        return files.read().isPresent();
    }

    /** Makes the CA, for ten years; false when there is one already, which stays as it is. */
    public boolean create() {
        if (exists()) {
            return false;
        }
        KeyPair key = Signing.newKey();
        X509CertificateHolder root = Signing.root(key, commonName(), pacer.now(), TEN_YEARS);
        return files.create(new Pems(Pem.of(root), Pem.of(key.getPrivate())));
    }

    @Override
    public IssuerObservation observe() {
        return switch (authority()) {
            case Outcome.Done<Authority>(Authority there) -> {
                List<CertificateFacts> anchors = CertificateReader.read(there.pem());
                Duration left = Duration.between(
                        pacer.now(), anchors.getFirst().validity().to());
                yield new IssuerObservation(
                        anchors, left.isNegative() ? Duration.ZERO : left, Duration.ZERO, List.of());
            }
            case Outcome.Refused<Authority>(Problem problem) -> unfit(problem);
            case Outcome.Unknown<Authority>(Problem problem) -> unfit(problem);
        };
    }

    @Override
    public Outcome<IssuedCertificate> sign(String csr, CertificateRequest request) {
        return authority().then(there -> sign(there, csr, request));
    }

    @Override
    public Outcome<IssuedKeyPair> issue(CertificateRequest request) {
        return authority().then(there -> {
            KeyPair key = Signing.newKey();
            SubjectPublicKeyInfo spki =
                    SubjectPublicKeyInfo.getInstance(key.getPublic().getEncoded());
            return certified(there, spki, request)
                    .then(issued ->
                            new Outcome.Done<>(new IssuedKeyPair(issued, new Secret(Pem.of(key.getPrivate())))));
        });
    }

    private Outcome<IssuedCertificate> sign(Authority there, String csr, CertificateRequest request) {
        Optional<PKCS10CertificationRequest> parsed = Pem.request(csr);
        if (parsed.isEmpty()) {
            return unfitRequest("the text is no certificate signing request");
        }
        try {
            JcaPKCS10CertificationRequest asked = new JcaPKCS10CertificationRequest(parsed.get());
            if (!asked.isSignatureValid(new JcaContentVerifierProviderBuilder().build(asked.getPublicKey()))) {
                return unfitRequest("the signing request was not signed with its own key");
            }
            boolean strong = switch (asked.getPublicKey()) {
                case ECPublicKey ec -> ec.getParams().getOrder().bitLength() >= 256;
                case RSAPublicKey rsa -> rsa.getModulus().bitLength() >= 2048;
                default -> false;
            };
            if (!strong) {
                return unfitRequest("the signing request's key is too weak (EC of 256 bits, or RSA of 2048 at least)");
            }
            return certified(there, parsed.get().getSubjectPublicKeyInfo(), request);
        } catch (OperatorCreationException | PKCSException | GeneralSecurityException _) {
            return unfitRequest("the signing request's key or signature cannot be read");
        }
    }

    private Outcome<IssuedCertificate> certified(
            Authority there, SubjectPublicKeyInfo spki, CertificateRequest request) {
        Instant now = pacer.now();
        Instant end = there.certificate().getNotAfter().toInstant();
        if (now.plus(request.ttl()).isAfter(end)) {
            return new Outcome.Refused<>(new Problem(
                    ErrorCode.TTL_CUT,
                    address(),
                    "the local CA ends at " + end + ", before the certificate would",
                    "lower issuer.ttl in the inventory, or rotate the CA"));
        }
        X509CertificateHolder leaf = Signing.leaf(spki, request, there.certificate(), there.key(), now);
        return new Outcome.Done<>(new IssuedCertificate(Pem.of(leaf), there.pem()));
    }

    private record Authority(X509CertificateHolder certificate, PrivateKey key, String pem) {}

    private Outcome<Authority> authority() {
        try {
            Optional<Pems> pems = files.read();
            if (pems.isEmpty()) {
                return new Outcome.Refused<>(missing("there is no local CA", "run etcd-tls pki bootstrap"));
            }
            X509CertificateHolder certificate = Pem.certificate(pems.get().certificate());
            if (!certificate.getSubject().toString().equals("CN=" + commonName())) {
                return new Outcome.Refused<>(missing(
                        "the local CA beside the inventory is another cluster's (" + certificate.getSubject() + ")",
                        "keep each cluster's inventory in a folder of its own"));
            }
            return new Outcome.Done<>(
                    new Authority(certificate, Pem.key(pems.get().key()), Pem.of(certificate)));
        } catch (ProblemException e) {
            return new Outcome.Refused<>(e.problems().getFirst());
        } catch (IllegalArgumentException e) {
            return new Outcome.Refused<>(missing(
                    "the files of the local CA cannot be read (" + e.getMessage() + ")",
                    "put ca.crt and ca.key back from a copy"));
        }
    }

    private String commonName() {
        return "etcd/" + cluster + "/pki";
    }

    private String address() {
        return "issuer/" + files.folder().getFileName();
    }

    private Problem missing(String summary, String nextAction) {
        return new Problem(ErrorCode.LOCAL_CA_MISSING, address(), summary, nextAction);
    }

    private Outcome<IssuedCertificate> unfitRequest(String summary) {
        return new Outcome.Refused<>(new Problem(
                ErrorCode.CERTIFICATE_UNFIT, address(), summary, "make the key on the host anew and sign again"));
    }

    private static IssuerObservation unfit(Problem problem) {
        return new IssuerObservation(List.of(), Duration.ZERO, Duration.ZERO, List.of(problem));
    }
}
