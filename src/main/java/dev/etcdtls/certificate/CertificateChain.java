package dev.etcdtls.certificate;

import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.Problem;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertStore;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Signatures from a leaf up to a root. Dates are not judged here ({@link CertificateCheck} does): the path is looked at as of the youngest
 * start of validity in it.
 */
public final class CertificateChain {
    private CertificateChain() {}

    /**
     * What is wrong with the chain: nothing, or one problem.
     *
     * @param certificate PEM: leaf, then intermediates
     * @param trustedCa PEM of the trusted CAs; a <em>root</em> must be among them, because OpenSSL (curl, HAProxy) takes no intermediate as an
     *     anchor, though Go does
     * @param address of the problem
     */
    public static List<Problem> verify(String certificate, String trustedCa, String address) {
        List<X509Certificate> chain;
        List<X509Certificate> roots;
        try {
            chain = X509.parse(certificate);
            roots = X509.parse(trustedCa).stream().filter(isSelfIssued()).toList();
        } catch (IllegalArgumentException e) {
            return List.of(unfit(address, String.valueOf(e.getMessage())));
        }
        if (chain.isEmpty()) {
            return List.of(unfit(address, "there is no certificate in the file"));
        }
        if (roots.isEmpty()) {
            return List.of(unfit(address, "there is no root certificate among the trusted CAs"));
        }
        return roots.stream().anyMatch(root -> signed(chain, root))
                ? List.of()
                : List.of(unfit(
                        address,
                        "the certificate was not signed by the trusted CA (" + issuer(chain.getFirst())
                                + " signed it, trusted is "
                                + roots.stream()
                                        .map(root ->
                                                root.getSubjectX500Principal().getName())
                                        .collect(Collectors.joining(" or "))
                                + ")"));
    }

    /** The self-signed certificates of a PEM text, as PEM; empty when there are none. */
    public static String roots(String pem) {
        return pem(X509.parse(pem).stream().filter(isSelfIssued()));
    }

    /** The certificates of a PEM text that are not self-signed, in their order, as PEM; empty when there are none. */
    public static String withoutRoots(String pem) {
        return pem(X509.parse(pem).stream().filter(Predicate.not(isSelfIssued())));
    }

    private static boolean signed(List<X509Certificate> chain, X509Certificate root) {
        try {
            X509CertSelector leaf = new X509CertSelector();
            leaf.setCertificate(chain.getFirst());
            PKIXBuilderParameters parameters = new PKIXBuilderParameters(Set.of(new TrustAnchor(root, null)), leaf);
            parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(chain)));
            parameters.setRevocationEnabled(false);
            parameters.setDate(youngestStart(Stream.concat(chain.stream(), Stream.of(root))));
            CertPathBuilder.getInstance("PKIX").build(parameters);
            return true;
        } catch (CertPathBuilderException _) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK can build certificate paths", e);
        }
    }

    private static Date youngestStart(Stream<X509Certificate> certificates) {
        return certificates
                .map(X509Certificate::getNotBefore)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    private static Predicate<X509Certificate> isSelfIssued() {
        return certificate -> certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
    }

    private static String issuer(X509Certificate certificate) {
        return certificate.getIssuerX500Principal().getName();
    }

    private static String pem(Stream<X509Certificate> certificates) {
        return certificates.map(CertificateChain::pem).collect(Collectors.joining());
    }

    private static String pem(X509Certificate certificate) {
        try {
            return "-----BEGIN CERTIFICATE-----\n"
                    + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded())
                    + "\n-----END CERTIFICATE-----\n";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a certificate that was read can be written", e);
        }
    }

    private static Problem unfit(String address, String summary) {
        return new Problem(
                ErrorCode.CERTIFICATE_UNFIT,
                address,
                summary,
                "issue it anew from the issuer of the inventory, or put that issuer's root into the trusted CAs");
    }
}
