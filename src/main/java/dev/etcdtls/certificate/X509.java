package dev.etcdtls.certificate;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** PEM text to the JDK's certificates. */
final class X509 {
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN CERTIFICATE-----\\s([A-Za-z0-9+/=\\s]++)-----END CERTIFICATE-----");

    private X509() {}

    /**
     * Every {@code CERTIFICATE} block in the order of the text; other blocks and text between are passed over.
     *
     * @throws IllegalArgumentException when a block cannot be read
     */
    static List<X509Certificate> parse(String pem) {
        List<X509Certificate> found = new ArrayList<>();
        Matcher blocks = BLOCK.matcher(pem);
        while (blocks.find()) {
            found.add(certificate(blocks.group(1), found.size() + 1));
        }
        return List.copyOf(found);
    }

    private static X509Certificate certificate(String base64, int position) {
        try {
            byte[] der = Base64.getMimeDecoder().decode(base64);
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
        } catch (CertificateException | IllegalArgumentException e) {
            throw new IllegalArgumentException("certificate " + position + " of the text cannot be read", e);
        }
    }
}
