package dev.etcdtls.adapter.etcd;

import dev.etcdtls.port.CertificateIssuer.IssuedKeyPair;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.jspecify.annotations.Nullable;

/** A client's certificate, its key and whom it trusts, in the form that the JDK's TLS takes. Keys may be PKCS#8, SEC1 or PKCS#1. */
final class TlsMaterial {
    private TlsMaterial() {}

    /** Presents the pair's certificate whatever the server asks for. */
    static KeyManager presenting(IssuedKeyPair pair) throws GeneralSecurityException, IOException {
        return new Presenting(
                certificates(pair.certificate().certificate()), key(pair.key().reveal()));
    }

    static KeyManager presenting(X509Certificate certificate, PrivateKey key) {
        return new Presenting(List.of(certificate), key);
    }

    /** Trusts the certificates of a PEM text and nothing else; host names are checked by whoever dials. */
    static TrustManager trusting(String pem) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        int number = 0;
        for (X509Certificate certificate : certificates(pem)) {
            store.setCertificateEntry("ca" + number++, certificate);
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(store);
        return factory.getTrustManagers()[0];
    }

    static SSLContext context(KeyManager[] keys, TrustManager trust) throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys, new TrustManager[] {trust}, null);
        return context;
    }

    private static List<X509Certificate> certificates(String pem) throws GeneralSecurityException {
        List<X509Certificate> certificates = new ArrayList<>();
        for (var certificate : CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)))) {
            certificates.add((X509Certificate) certificate);
        }
        if (certificates.isEmpty()) {
            throw new GeneralSecurityException("no certificate in the PEM text");
        }
        return List.copyOf(certificates);
    }

    private static PrivateKey key(String pem) throws GeneralSecurityException, IOException {
        try (PEMParser parser = new PEMParser(new StringReader(pem))) {
            for (Object read = parser.readObject(); read != null; read = parser.readObject()) {
                if (read instanceof PrivateKeyInfo info) {
                    return new JcaPEMKeyConverter().getPrivateKey(info);
                }
                // "BEGIN EC PARAMETERS" may precede a SEC1 key and is skipped.
                if (read instanceof PEMKeyPair pair) {
                    return new JcaPEMKeyConverter().getKeyPair(pair).getPrivate();
                }
            }
        }
        throw new GeneralSecurityException("no private key in the PEM text");
    }

    /**
     * The JDK's own key manager presents nothing when the server's list of CAs does not hold ours: a test with a foreign certificate would
     * silently become a test without one.
     */
    private static final class Presenting extends X509ExtendedKeyManager {
        private static final String ALIAS = "only";

        private final List<X509Certificate> chain;
        private final PrivateKey key;

        Presenting(List<X509Certificate> chain, PrivateKey key) {
            this.chain = chain;
            this.key = key;
        }

        @Override
        public String chooseClientAlias(String[] types, Principal @Nullable [] issuers, @Nullable Socket socket) {
            return ALIAS;
        }

        @Override
        public String chooseEngineClientAlias(
                String[] types, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
            return ALIAS;
        }

        @Override
        public String[] getClientAliases(String type, Principal @Nullable [] issuers) {
            return new String[] {ALIAS};
        }

        @Override
        public String[] getServerAliases(String type, Principal @Nullable [] issuers) {
            return new String[0];
        }

        @Override
        public @Nullable String chooseServerAlias(
                String type, Principal @Nullable [] issuers, @Nullable Socket socket) {
            return null;
        }

        @Override
        public X509Certificate[] getCertificateChain(String alias) {
            return chain.toArray(X509Certificate[]::new);
        }

        @Override
        public PrivateKey getPrivateKey(String alias) {
            return key;
        }
    }

    /**
     * Takes any server for good and remembers that one showed a certificate. Only for probes that try to get in where they must be refused:
     * they send nothing of value, and a server that cannot be verified must not look like one that refuses.
     */
    static final class TrustAnyone extends X509ExtendedTrustManager {
        private volatile boolean sawCertificate;

        boolean sawCertificate() {
            return sawCertificate;
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {
            sawCertificate = true;
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, @Nullable Socket socket) {
            sawCertificate = true;
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, @Nullable SSLEngine engine) {
            sawCertificate = true;
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {
            throw new UnsupportedOperationException("a client checks no clients");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, @Nullable Socket socket) {
            throw new UnsupportedOperationException("a client checks no clients");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, @Nullable SSLEngine engine) {
            throw new UnsupportedOperationException("a client checks no clients");
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
