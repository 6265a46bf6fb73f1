package dev.etcdtls.certificate;

import dev.etcdtls.certificate.CertificateFacts.Names;
import dev.etcdtls.certificate.CertificateFacts.PublicKey;
import dev.etcdtls.certificate.CertificateFacts.Validity;
import dev.etcdtls.model.Digest;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

/** Reads certificates out of PEM text. */
public final class CertificateReader {
    private static final int SAN_DNS = 2;
    private static final int SAN_IP = 7;

    private CertificateReader() {}

    /**
     * The facts of every {@code CERTIFICATE} block, in the order of the text (a leaf first, then what signed it); an empty list when there
     * is none. Other blocks, private keys among them, are passed over unread.
     *
     * @throws IllegalArgumentException when a block is no readable X.509 certificate
     */
    public static List<CertificateFacts> read(String pem) {
        return X509.parse(pem).stream().map(CertificateReader::facts).toList();
    }

    static CertificateFacts facts(X509Certificate certificate) {
        try {
            return new CertificateFacts(
                    Digest.of(certificate.getEncoded()),
                    new Names(commonName(certificate), names(certificate, SAN_DNS), addresses(certificate)),
                    usages(certificate),
                    new Validity(
                            certificate.getNotBefore().toInstant(),
                            certificate.getNotAfter().toInstant()),
                    new PublicKey(Digest.of(certificate.getPublicKey().getEncoded()), kind(certificate)),
                    certificate.getBasicConstraints() >= 0);
        } catch (CertificateEncodingException | CertificateParsingException | InvalidNameException e) {
            throw new IllegalArgumentException("a certificate has an extension or a subject that cannot be read", e);
        }
    }

    private static String commonName(X509Certificate certificate) throws InvalidNameException {
        LdapName subject = new LdapName(certificate.getSubjectX500Principal().getName());
        for (Rdn part : subject.getRdns().reversed()) {
            if (part.getType().equalsIgnoreCase("CN")) {
                return part.getValue().toString();
            }
        }
        return "";
    }

    private static SortedSet<String> names(X509Certificate certificate, int kind) throws CertificateParsingException {
        SortedSet<String> found = new TreeSet<>();
        Collection<List<?>> all = certificate.getSubjectAlternativeNames();
        if (all != null) {
            for (List<?> name : all) {
                if (name.get(0).equals(kind)) {
                    found.add(String.valueOf(name.get(1)));
                }
            }
        }
        return found;
    }

    private static SortedSet<String> addresses(X509Certificate certificate) throws CertificateParsingException {
        SortedSet<String> found = new TreeSet<>();
        for (String address : names(certificate, SAN_IP)) {
            found.add(IpText.canonical(address).orElse(address));
        }
        return found;
    }

    private static Set<Usage> usages(X509Certificate certificate) throws CertificateParsingException {
        Set<Usage> found = EnumSet.noneOf(Usage.class);
        List<String> oids = certificate.getExtendedKeyUsage();
        if (oids != null) {
            for (String oid : oids) {
                switch (oid) {
                    case "1.3.6.1.5.5.7.3.1" -> found.add(Usage.SERVER);
                    case "1.3.6.1.5.5.7.3.2" -> found.add(Usage.CLIENT);
                    case "2.5.29.37.0" -> found.addAll(EnumSet.of(Usage.SERVER, Usage.CLIENT));
                    default -> found.add(Usage.OTHER);
                }
            }
        }
        return found;
    }

    private static String kind(X509Certificate certificate) {
        return switch (certificate.getPublicKey()) {
            case ECPublicKey ec -> "EC " + ec.getParams().getCurve().getField().getFieldSize();
            case RSAPublicKey rsa -> "RSA " + rsa.getModulus().bitLength();
            default -> certificate.getPublicKey().getAlgorithm();
        };
    }
}
