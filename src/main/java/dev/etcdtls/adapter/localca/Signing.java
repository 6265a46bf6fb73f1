package dev.etcdtls.adapter.localca;

import dev.etcdtls.certificate.CertificateRequest;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Makes keys and certificates: EC P-256, ECDSA with SHA-256. */
final class Signing {
    /** As Vault does: hosts whose clocks lag a little take the certificate at once. */
    private static final Duration BACK_DATED = Duration.ofSeconds(30);

    private static final SecureRandom RANDOM = new SecureRandom();

    private Signing() {}

    static KeyPair newKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), RANDOM);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK makes P-256 keys", e);
        }
    }

    /** A self-signed root. */
    static X509CertificateHolder root(KeyPair key, String commonName, Instant now, Duration life) {
        X500Name name = name(commonName);
        SubjectPublicKeyInfo spki =
                SubjectPublicKeyInfo.getInstance(key.getPublic().getEncoded());
        X509v3CertificateBuilder builder = builder(name, name, spki, now, now.plus(life));
        try {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            builder.addExtension(
                    Extension.subjectKeyIdentifier, false, identifiers().createSubjectKeyIdentifier(spki));
        } catch (CertIOException e) {
            throw new IllegalStateException("fixed extensions can be written", e);
        }
        return signed(builder, key.getPrivate());
    }

    /** A leaf for exactly what the request says. */
    static X509CertificateHolder leaf(
            SubjectPublicKeyInfo spki,
            CertificateRequest request,
            X509CertificateHolder authority,
            PrivateKey authorityKey,
            Instant now) {
        X500Name subject = name(request.commonName());
        X509v3CertificateBuilder builder = builder(authority.getSubject(), subject, spki, now, now.plus(request.ttl()));
        try {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
            builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purposes(request)));
            builder.addExtension(
                    Extension.subjectKeyIdentifier, false, identifiers().createSubjectKeyIdentifier(spki));
            builder.addExtension(
                    Extension.authorityKeyIdentifier, false, identifiers().createAuthorityKeyIdentifier(authority));
            GeneralName[] names = alternativeNames(request);
            if (names.length > 0) {
                boolean critical = request.commonName().isEmpty();
                builder.addExtension(Extension.subjectAlternativeName, critical, new GeneralNames(names));
            }
        } catch (CertIOException e) {
            throw new IllegalStateException("names that were validated can be written", e);
        }
        return signed(builder, authorityKey);
    }

    private static X509v3CertificateBuilder builder(
            X500Name issuer, X500Name subject, SubjectPublicKeyInfo spki, Instant from, Instant to) {
        return new X509v3CertificateBuilder(
                issuer,
                new BigInteger(127, RANDOM).setBit(126),
                Date.from(from.minus(BACK_DATED)),
                Date.from(to),
                subject,
                spki);
    }

    private static X509CertificateHolder signed(X509v3CertificateBuilder builder, PrivateKey key) {
        try {
            return builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(key));
        } catch (OperatorCreationException e) {
            throw new IllegalStateException("every JDK signs with ECDSA", e);
        }
    }

    private static X500Name name(String commonName) {
        X500NameBuilder builder = new X500NameBuilder(BCStyle.INSTANCE);
        if (!commonName.isEmpty()) {
            builder.addRDN(BCStyle.CN, commonName);
        }
        return builder.build();
    }

    private static KeyPurposeId[] purposes(CertificateRequest request) {
        return request.usages().stream()
                .map(usage -> switch (usage) {
                    case SERVER -> KeyPurposeId.id_kp_serverAuth;
                    case CLIENT -> KeyPurposeId.id_kp_clientAuth;
                    case OTHER -> throw new IllegalArgumentException("no request asks for any other usage");
                })
                .toArray(KeyPurposeId[]::new);
    }

    private static GeneralName[] alternativeNames(CertificateRequest request) {
        List<GeneralName> names = new ArrayList<>();
        request.dnsNames().forEach(name -> names.add(new GeneralName(GeneralName.dNSName, name)));
        request.ipAddresses().forEach(address -> names.add(new GeneralName(GeneralName.iPAddress, address)));
        return names.toArray(GeneralName[]::new);
    }

    private static JcaX509ExtensionUtils identifiers() {
        try {
            return new JcaX509ExtensionUtils();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-1 for key identifiers", e);
        }
    }
}
