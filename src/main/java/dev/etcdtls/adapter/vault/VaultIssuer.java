package dev.etcdtls.adapter.vault;

import dev.etcdtls.adapter.vault.Reply.Answer;
import dev.etcdtls.adapter.vault.Reply.NoAnswer;
import dev.etcdtls.certificate.CertificateChain;
import dev.etcdtls.certificate.CertificateCheck;
import dev.etcdtls.certificate.CertificateFacts;
import dev.etcdtls.certificate.CertificateReader;
import dev.etcdtls.certificate.CertificateRequest;
import dev.etcdtls.certificate.Usage;
import dev.etcdtls.inventory.IssuerSettings;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.Outcome;
import dev.etcdtls.model.Problem;
import dev.etcdtls.model.Secret;
import dev.etcdtls.observation.IssuerObservation;
import dev.etcdtls.pki.PkiRoles;
import dev.etcdtls.port.CertificateIssuer;
import dev.etcdtls.port.Pacer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Vault or OpenBao. Certificates with server usage come from the inventory's role, all others from the role {@code client}. Names travel as
 * parameters, never in the CSR. What comes back is parsed and compared with what was asked before anybody gets it: a server drops what it
 * does not know with a warning at best.
 */
public final class VaultIssuer implements CertificateIssuer {
    /** What the server takes for a host name; it leaves any other DNS SAN out of the certificate and does not say so. */
    private static final Pattern HOST_NAME = Pattern.compile(
            "(\\*\\.)?([A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?\\.)*[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?\\.?");

    private final VaultConnection connection;
    private final IssuerSettings.Vault settings;
    private final Clients clients;

    /** Who gets certificates of the role {@code client}. */
    public enum Clients {
        /** The tool, for a day at most. */
        TOOL,
        /** Declared consumers as well, as long and with such keys as members. */
        CONSUMERS
    }

    private VaultIssuer(VaultConnection connection, IssuerSettings.Vault settings, Clients clients) {
        this.connection = connection;
        this.settings = settings;
        this.clients = clients;
    }

    /**
     * Reads token and CA file; makes no call yet.
     *
     * @param inventoryFolder what relative paths of the inventory start from
     * @throws dev.etcdtls.model.ProblemException when a file is missing or cannot be used
     */
    public static VaultIssuer connect(IssuerSettings.Vault settings, Path inventoryFolder, Pacer pacer) {
        return connect(settings, Clients.TOOL, inventoryFolder, pacer);
    }

    /** @param clients what the role {@code client} must be good for */
    public static VaultIssuer connect(
            IssuerSettings.Vault settings, Clients clients, Path inventoryFolder, Pacer pacer) {
        return new VaultIssuer(VaultConnection.open(settings, inventoryFolder, pacer), settings, clients);
    }

    @Override
    public IssuerObservation observe() {
        return new VaultLook(connection, settings, clients).observe();
    }

    @Override
    public Outcome<IssuedCertificate> sign(String csr, CertificateRequest request) {
        Map<String, String> values = parameters(request);
        values.put("csr", csr);
        return call("sign", values, request).then(data -> certificate(data, refusal("sign", request), request));
    }

    @Override
    public Outcome<IssuedKeyPair> issue(CertificateRequest request) {
        Map<String, String> values = parameters(request);
        // The default is SEC1 or PKCS#1, which Java does not read.
        values.put("private_key_format", "pkcs8");
        Refusal refusal = refusal("issue", request);
        return call("issue", values, request)
                .then(data -> certificate(data, refusal, request).then(issued -> {
                    String key = ended(data.path("private_key").asString(""));
                    return key.startsWith("-----BEGIN PRIVATE KEY-----")
                            ? new Outcome.Done<>(new IssuedKeyPair(issued, new Secret(key)))
                            : new Outcome.Refused<>(refusal.unfit(
                                    "the server gave no PKCS#8 key", "use a server that knows private_key_format"));
                }));
    }

    private Outcome<JsonNode> call(String verb, Map<String, String> values, CertificateRequest request) {
        Refusal refusal = refusal(verb, request);
        Optional<String> odd = request.dnsNames().stream()
                .filter(name -> !HOST_NAME.matcher(name).matches())
                .findFirst();
        if (odd.isPresent()) {
            return new Outcome.Refused<>(refusal.noHostName(odd.get()));
        }
        return switch (connection.write(refusal.path(), values)) {
            case NoAnswer(Problem problem, boolean maybeDone) ->
                maybeDone ? new Outcome.Unknown<>(problem) : new Outcome.Refused<>(problem);
            case Answer answer when !answer.isDone() -> new Outcome.Refused<>(refusal.of(answer));
            case Answer answer
            when !answer.warnings().isEmpty() -> new Outcome.Refused<>(refusal.of(answer.warnings()));
            case Answer answer -> new Outcome.Done<>(answer.data());
        };
    }

    private Refusal refusal(String verb, CertificateRequest request) {
        String mount = settings.pki().mount();
        String role = request.usages().contains(Usage.SERVER) ? settings.pki().role() : PkiRoles.CLIENT;
        return new Refusal(mount, role, mount + "/" + verb + "/" + role);
    }

    private static Map<String, String> parameters(CertificateRequest request) {
        Map<String, String> values = new TreeMap<>();
        values.put("common_name", request.commonName());
        // Otherwise a common name that looks like a host name becomes a SAN that nobody asked for.
        values.put("exclude_cn_from_sans", "true");
        if (!request.dnsNames().isEmpty()) {
            values.put("alt_names", String.join(",", request.dnsNames()));
        }
        if (!request.ipAddresses().isEmpty()) {
            values.put("ip_sans", String.join(",", request.ipAddresses()));
        }
        // Without one the server takes its own default and warns when the role's maximum is lower.
        values.put("ttl", request.ttl().toSeconds() + "s");
        return values;
    }

    private Outcome<IssuedCertificate> certificate(JsonNode data, Refusal refusal, CertificateRequest request) {
        StringBuilder authorities = new StringBuilder();
        data.path("ca_chain").forEach(each -> authorities.append(ended(each.asString(""))));
        if (authorities.isEmpty()) {
            authorities.append(ended(data.path("issuing_ca").asString("")));
        }
        try {
            String chain = authorities.toString();
            String leaf = ended(data.path("certificate").asString(""));
            IssuedCertificate issued =
                    new IssuedCertificate(leaf + CertificateChain.withoutRoots(chain), CertificateChain.roots(chain));
            return unfit(issued, refusal, request)
                    .<Outcome<IssuedCertificate>>map(Outcome.Refused::new)
                    .orElseGet(() -> new Outcome.Done<>(issued));
        } catch (IllegalArgumentException e) {
            return new Outcome.Refused<>(refusal.unfit(
                    "the server's answer holds a certificate that cannot be read (" + e.getMessage() + ")",
                    "look at the server's own log"));
        }
    }

    /** The first thing in which the certificate is not what was asked for, worded for the role that is to blame. */
    private Optional<Problem> unfit(IssuedCertificate issued, Refusal refusal, CertificateRequest request) {
        String address = "issuer/" + refusal.path();
        List<CertificateFacts> chain = CertificateReader.read(issued.certificate());
        if (chain.isEmpty()) {
            return Optional.of(refusal.unfit("the server's answer holds no certificate", "look at the server's log"));
        }
        List<Problem> problems = new ArrayList<>(CertificateCheck.problems(
                chain.getFirst(), CertificateReader.read(issued.trustedCa()), request, connection.now(), address));
        problems.addAll(CertificateChain.verify(issued.certificate(), issued.trustedCa(), address));
        return problems.stream()
                .findFirst()
                .map(problem -> problem.code() == ErrorCode.CERTIFICATE_UNFIT
                        ? refusal.unfit(
                                "the role " + refusal.role() + " does not grant what was asked: " + problem.summary(),
                                "run etcd-tls pki bootstrap, or change the role")
                        : problem);
    }

    /** Vault's PEM ends without a newline; joined with another file it would be unreadable. */
    static String ended(String pem) {
        return pem.isBlank() ? "" : pem.strip() + "\n";
    }
}
