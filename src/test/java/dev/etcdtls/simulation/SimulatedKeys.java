package dev.etcdtls.simulation;

import dev.etcdtls.model.Digest;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/**
 * Real keys and signing requests, as openssl on a host makes them. The n-th key of a host is the same in all simulations of this JVM, so
 * that thousands of them do not make thousands of keys.
 */
final class SimulatedKeys {
    private static final Map<String, Optional<Digest>> DIGESTS = new ConcurrentHashMap<>();
    private static final Map<String, String> KEYS = new ConcurrentHashMap<>();
    private static final Map<String, String> REQUESTS = new ConcurrentHashMap<>();

    private SimulatedKeys() {}

    /** A PKCS#8 PEM of a P-256 key that this host did not have before. */
    static String newKey(SimulatedHost host) {
        host.keysMade++;
        return KEYS.computeIfAbsent(host.name + " " + host.keysMade, _ -> newKey());
    }

    private static String newKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair pair = generator.generateKeyPair();
            return pem(new JcaPKCS8Generator(pair.getPrivate(), null).generate());
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("every JDK makes P-256 keys", e);
        }
    }

    /** A CSR in PEM for the key. */
    static String request(String keyPem, String commonName) {
        return REQUESTS.computeIfAbsent(keyPem + commonName, _ -> newRequest(keyPem, commonName));
    }

    private static String newRequest(String keyPem, String commonName) {
        try {
            KeyPair pair = pair(keyPem);
            X500NameBuilder name = new X500NameBuilder(BCStyle.INSTANCE);
            if (!commonName.isEmpty()) {
                name.addRDN(BCStyle.CN, commonName);
            }
            X500Name subject = name.build();
            return pem(new JcaPKCS10CertificationRequestBuilder(subject, pair.getPublic())
                    .build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate())));
        } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
            throw new IllegalStateException("a key of this class can be used", e);
        }
    }

    /** SHA-256 of the public key's SubjectPublicKeyInfo; empty when the text is no key. */
    static Optional<Digest> publicDigest(String keyPem) {
        return DIGESTS.computeIfAbsent(keyPem, text -> {
            try {
                return Optional.of(Digest.of(pair(text).getPublic().getEncoded()));
            } catch (GeneralSecurityException | IOException | IllegalArgumentException _) {
                return Optional.empty();
            }
        });
    }

    private static KeyPair pair(String keyPem) throws GeneralSecurityException, IOException {
        try (PEMParser parser = new PEMParser(new StringReader(keyPem))) {
            if (!(parser.readObject() instanceof PrivateKeyInfo info)) {
                throw new IllegalArgumentException("not a PKCS#8 key");
            }
            PrivateKey key = new JcaPEMKeyConverter().getPrivateKey(info);
            if (!(key instanceof ECPrivateKey secret)) {
                throw new IllegalArgumentException("not an EC key");
            }
            return new KeyPair(publicKey(secret), secret);
        }
    }

    /** A PKCS#8 key need not carry its public half: it is the generator taken as often as the secret says. */
    private static ECPublicKey publicKey(ECPrivateKey secret) throws GeneralSecurityException {
        org.bouncycastle.math.ec.ECPoint point = CustomNamedCurves.getByName("secp256r1")
                .getG()
                .multiply(secret.getS())
                .normalize();
        BigInteger x = point.getAffineXCoord().toBigInteger();
        BigInteger y = point.getAffineYCoord().toBigInteger();
        return (ECPublicKey)
                KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(new ECPoint(x, y), secret.getParams()));
    }

    private static String pem(Object object) throws IOException {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(object);
        }
        return text.toString();
    }
}
