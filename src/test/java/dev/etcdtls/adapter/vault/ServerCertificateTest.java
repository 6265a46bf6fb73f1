package dev.etcdtls.adapter.vault;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.etcdtls.inventory.IssuerSettings;
import dev.etcdtls.inventory.IssuerSettings.KeyOrigin;
import dev.etcdtls.inventory.IssuerSettings.Pki;
import dev.etcdtls.inventory.IssuerSettings.Product;
import dev.etcdtls.model.ErrorCode;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The server's own certificate: each way in which it is not to be trusted says what to do about it. */
final class ServerCertificateTest {
    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest
    @CsvSource({
        "-2, -1, 127.0.0.1, ISSUER_UNAVAILABLE, is out of its time",
        "1, 2, 127.0.0.1, ISSUER_UNAVAILABLE, is out of its time",
        "-1, 1, 198.51.100.1, INVENTORY_INVALID, 127.0.0.1",
    })
    void aCertificateThatDoesNotHoldIsNamed(int from, int to, String address, ErrorCode code, String text)
            throws Exception {
        HttpsServer server = server(from, to, address);
        try {
            var problem = connection(server).read("sys/mounts");

            assertThat(problem).isInstanceOfSatisfying(Reply.NoAnswer.class, none -> {
                assertThat(none.problem().code()).isEqualTo(code);
                assertThat(none.problem().summary()).contains(text);
                assertThat(none.maybeDone()).isFalse();
            });
        } finally {
            server.stop(0);
        }
    }

    private VaultConnection connection(HttpsServer server) throws Exception {
        Path token = folder.resolve("token");
        Files.createFile(token, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(token, "s.token-of-a-test");
        return VaultConnection.open(
                new IssuerSettings.Vault(
                        Product.OPENBAO,
                        URI.create("https://127.0.0.1:" + server.getAddress().getPort()),
                        Optional.of("server-ca.crt"),
                        "token",
                        new Pki("etcd/c1/pki", "member", KeyOrigin.ISSUER_BORN, Duration.ofHours(720))),
                folder,
                AnswerShapesTest.PACER);
    }

    /** A server whose certificate is valid from and to some days from now; what it is signed with is valid. */
    private HttpsServer server(int from, int to, String address) throws Exception {
        KeyPair rootKey = KeyPairGenerator.getInstance("EC").generateKeyPair();
        KeyPair key = KeyPairGenerator.getInstance("EC").generateKeyPair();
        X509Certificate root = certificate("CN=a CA", rootKey, rootKey, new int[] {-9, 9}, basic());
        X509Certificate leaf = certificate("CN=a server", key, rootKey, new int[] {from, to}, san(address));
        Files.writeString(
                folder.resolve("server-ca.crt"),
                "-----BEGIN CERTIFICATE-----\n"
                        + Base64.getMimeEncoder().encodeToString(root.getEncoded())
                        + "\n-----END CERTIFICATE-----\n");
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("server", key.getPrivate(), new char[0], new X509Certificate[] {leaf});
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, new char[0]);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.start();
        return server;
    }

    private static Extension basic() throws Exception {
        return Extension.create(Extension.basicConstraints, true, new BasicConstraints(true));
    }

    private static Extension san(String address) throws Exception {
        return Extension.create(
                Extension.subjectAlternativeName,
                false,
                new GeneralNames(new GeneralName(GeneralName.iPAddress, address)));
    }

    private static X509Certificate certificate(
            String name, KeyPair key, KeyPair signer, int[] days, Extension extension) throws Exception {
        Instant now = Instant.now();
        JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                new X500Principal("CN=a CA"),
                BigInteger.valueOf(days[1] + 10L),
                Date.from(now.plus(Duration.ofDays(days[0]))),
                Date.from(now.plus(Duration.ofDays(days[1]))),
                new X500Principal(name),
                key.getPublic());
        builder.addExtension(extension);
        return new JcaX509CertificateConverter()
                .getCertificate(
                        builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(signer.getPrivate())));
    }
}
