package dev.etcdtls.simulation;

import dev.etcdtls.certificate.CertificateChain;
import dev.etcdtls.certificate.CertificateFacts;
import dev.etcdtls.certificate.CertificateReader;
import dev.etcdtls.certificate.Usage;
import dev.etcdtls.model.Authority;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What Go's TLS and etcd's own checks say of certificates; each answer is the reason of a refusal, or empty. */
final class SimulatedTls {
    private static final Map<String, Boolean> SIGNATURES = new ConcurrentHashMap<>();
    private static final Map<String, List<CertificateFacts>> PARSED = new ConcurrentHashMap<>();

    /** The dialler's view: the server's certificate must name the host that was dialled. */
    Optional<String> refusesServer(String trusted, String certificate, Authority dialled, Instant now) {
        return facts(certificate)
                .map(leaf -> {
                    boolean named = leaf.names().ipAddresses().contains(dialled.bareHost())
                            || leaf.names().dnsNames().contains(dialled.host().toLowerCase(Locale.ROOT));
                    return first(
                            signedBy(trusted, certificate),
                            inForce(leaf, now),
                            usable(leaf, Usage.SERVER),
                            named
                                    ? Optional.empty()
                                    : Optional.of("x509: certificate is not valid for " + dialled.host()));
                })
                .orElse(Optional.of("tls: the server has no certificate"));
    }

    /** The server's view of a client. */
    Optional<String> refusesClient(String trusted, String certificate, Instant now) {
        return facts(certificate)
                .map(leaf -> first(signedBy(trusted, certificate), inForce(leaf, now), usable(leaf, Usage.CLIENT)))
                .orElse(Optional.of("tls: client didn't provide a certificate"));
    }

    /** The peer listener's own checks on top: the source address, and the name that only members carry. */
    Optional<String> refusesPeer(String certificate, String source, Optional<String> allowedName) {
        return facts(certificate)
                .map(leaf -> {
                    CertificateFacts.Names names = leaf.names();
                    boolean free =
                            names.ipAddresses().isEmpty() && names.dnsNames().isEmpty();
                    Optional<String> address = free || names.ipAddresses().contains(source)
                            ? Optional.empty()
                            : Optional.of("tls: \"" + source + "\" does not match any of DNSNames");
                    Optional<String> name = allowedName
                            .filter(wanted -> !names.dnsNames().contains(wanted))
                            .map(wanted -> "client certificate is not valid for " + wanted);
                    return first(address, name);
                })
                .orElse(Optional.of("tls: client didn't provide a certificate"));
    }

    private Optional<CertificateFacts> facts(String certificate) {
        return read(certificate).stream().findFirst();
    }

    /** As {@link CertificateReader#read}, once for each text in this JVM. */
    static List<CertificateFacts> read(String pem) {
        return PARSED.computeIfAbsent(pem, CertificateReader::read);
    }

    private Optional<String> signedBy(String trusted, String certificate) {
        boolean signed = SIGNATURES.computeIfAbsent(
                certificate + trusted,
                _ -> CertificateChain.verify(certificate, trusted, "").isEmpty());
        return signed ? Optional.empty() : Optional.of("x509: certificate signed by unknown authority");
    }

    private static Optional<String> inForce(CertificateFacts leaf, Instant now) {
        boolean inForce = !now.isBefore(leaf.validity().from())
                && !now.isAfter(leaf.validity().to());
        return inForce ? Optional.empty() : Optional.of("x509: certificate has expired or is not yet valid");
    }

    private static Optional<String> usable(CertificateFacts leaf, Usage usage) {
        return leaf.usages().isEmpty() || leaf.usages().contains(usage)
                ? Optional.empty()
                : Optional.of("x509: certificate specifies an incompatible key usage");
    }

    @SafeVarargs
    private static Optional<String> first(Optional<String>... reasons) {
        return List.of(reasons).stream().flatMap(Optional::stream).findFirst();
    }
}
