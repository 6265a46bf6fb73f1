package dev.etcdtls.adapter.identity;

import dev.etcdtls.model.Secret;
import dev.etcdtls.port.CertificateIssuer.IssuedCertificate;
import dev.etcdtls.port.CertificateIssuer.IssuedKeyPair;
import dev.etcdtls.port.OperatorIdentity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;

/**
 * Three PEM files in a folder of mode 0700, each 0600 and replaced by one rename: {@code operator-ca.crt}, {@code operator.key} and, written
 * last, {@code operator.crt}. The certificate is removed before anything is replaced, so that a certificate that is there always belongs to
 * the key beside it; a half-written identity reads as none.
 */
public final class FileOperatorIdentity implements OperatorIdentity {
    private final Path folder;

    /**
     * @param folder {@code secret/} of the run; made when it is not there
     */
    public FileOperatorIdentity(Path folder) {
        this.folder = folder;
    }

    /** The client certificate, for etcdctl's {@code --cert}. */
    public Path certificate() {
        return folder.resolve("operator.crt");
    }

    /** Its key, for etcdctl's {@code --key}. */
    public Path key() {
        return folder.resolve("operator.key");
    }

    /** The CA that members' certificates are checked against, for etcdctl's {@code --cacert}. */
    public Path trustedCa() {
        return folder.resolve("operator-ca.crt");
    }

    @Override
    public void store(IssuedKeyPair pair) {
        try {
            Files.createDirectories(folder, mode("rwx------"));
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            Files.deleteIfExists(certificate());
            write(trustedCa(), pair.certificate().trustedCa());
            write(key(), pair.key().reveal());
            write(certificate(), pair.certificate().certificate());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Optional<IssuedKeyPair> load() {
        try {
            for (Path file : List.of(certificate(), key(), trustedCa())) {
                if (!Files.exists(file)) {
                    return Optional.empty();
                }
            }
            return Optional.of(new IssuedKeyPair(
                    new IssuedCertificate(Files.readString(certificate()), Files.readString(trustedCa())),
                    new Secret(Files.readString(key()))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void remove() {
        try {
            for (Path file : List.of(certificate(), key(), trustedCa())) {
                Files.deleteIfExists(file);
                Files.deleteIfExists(fresh(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, String text) throws IOException {
        Path fresh = fresh(file);
        Files.deleteIfExists(fresh);
        Files.createFile(fresh, mode("rw-------"));
        Files.writeString(fresh, text, StandardOpenOption.WRITE, StandardOpenOption.SYNC);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static Path fresh(Path file) {
        return file.resolveSibling(file.getFileName() + ".new");
    }

    private static FileAttribute<?> mode(String permissions) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
    }
}
