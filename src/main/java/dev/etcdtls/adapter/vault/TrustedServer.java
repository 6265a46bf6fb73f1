package dev.etcdtls.adapter.vault;

import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.Problem;
import dev.etcdtls.model.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * The TLS settings towards the server. They are our own because the driver's take only the first certificate of a bundle and never TLS 1.3
 * (6.2.1).
 */
final class TrustedServer {
    private TrustedServer() {}

    /** Trusts every certificate of the file, and nothing else; without a file, what the system trusts. */
    static SSLContext context(Optional<Path> caFile) {
        try {
            if (caFile.isEmpty()) {
                return SSLContext.getDefault();
            }
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int number = 0;
            for (Certificate certificate : certificates(caFile.get())) {
                store.setCertificateEntry("ca-" + number++, certificate);
            }
            if (number == 0) {
                throw unreadable(caFile.get(), "there is no certificate in it");
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK speaks TLS", e);
        } catch (IOException e) {
            throw new IllegalStateException("an empty key store can be made", e);
        }
    }

    private static Collection<? extends Certificate> certificates(Path file) {
        try (InputStream stream = Files.newInputStream(file)) {
            return CertificateFactory.getInstance("X.509").generateCertificates(stream);
        } catch (NoSuchFileException _) {
            throw unreadable(file, "there is no such file");
        } catch (IOException | GeneralSecurityException e) {
            throw unreadable(file, "it cannot be read (" + e.getMessage() + ")");
        }
    }

    private static ProblemException unreadable(Path file, String why) {
        return new ProblemException(new Problem(
                ErrorCode.INVENTORY_INVALID,
                "issuer.ca-file",
                "no trusted CA in " + file + ": " + why,
                "name a PEM file with the CA of the server's own certificate"));
    }
}
