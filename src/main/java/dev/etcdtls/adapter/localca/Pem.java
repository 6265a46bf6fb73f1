package dev.etcdtls.adapter.localca;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.security.PrivateKey;
import java.util.Optional;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.util.io.pem.PemGenerationException;

/** Texts to Bouncy Castle's objects and back. */
final class Pem {
    private Pem() {}

    static String of(X509CertificateHolder certificate) {
        return written(certificate);
    }

    /** PKCS#8. */
    static String of(PrivateKey key) {
        try {
            return written(new JcaPKCS8Generator(key, null));
        } catch (PemGenerationException e) {
            throw new UncheckedIOException(e);
        }
    }

    static X509CertificateHolder certificate(String pem) {
        return parsed(pem, X509CertificateHolder.class)
                .orElseThrow(() -> new IllegalArgumentException("there is no certificate in the text"));
    }

    static PrivateKey key(String pem) {
        try {
            PrivateKeyInfo info = parsed(pem, PrivateKeyInfo.class)
                    .orElseThrow(() -> new IllegalArgumentException("there is no PKCS#8 key in the text"));
            return new JcaPEMKeyConverter().getPrivateKey(info);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The CSR in a text; empty when there is none or it cannot be read. */
    static Optional<PKCS10CertificationRequest> request(String pem) {
        try {
            return parsed(pem, PKCS10CertificationRequest.class);
        } catch (UncheckedIOException _) {
            return Optional.empty();
        }
    }

    private static <T> Optional<T> parsed(String pem, Class<T> type) {
        try (PEMParser parser = new PEMParser(new StringReader(pem))) {
            Object found = parser.readObject();
            return type.isInstance(found) ? Optional.of(type.cast(found)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String written(Object value) {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString().replace("\r\n", "\n");
    }
}
