package dev.etcdtls.adapter.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etcdtls.model.Secret;
import dev.etcdtls.port.CertificateIssuer.IssuedCertificate;
import dev.etcdtls.port.CertificateIssuer.IssuedKeyPair;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileOperatorIdentityTest {
    private static final IssuedKeyPair FIRST = pair("first");
    private static final IssuedKeyPair SECOND = pair("second");

    @TempDir
    private Path run = Path.of("");

    @Test
    void givesBackWhatWasStoredLast() {
        FileOperatorIdentity identity = identity();

        identity.store(FIRST);
        identity.store(SECOND);

        assertThat(identity.load()).contains(SECOND);
        assertThat(identity().load()).contains(SECOND);
    }

    @Test
    void nobodyElseCanReadIt() throws IOException {
        identity().store(FIRST);

        assertThat(mode(run.resolve("secret"))).isEqualTo("rwx------");
        try (var files = Files.list(run.resolve("secret"))) {
            assertThat(files)
                    .hasSize(3)
                    .allSatisfy(file -> assertThat(mode(file)).isEqualTo("rw-------"));
        }
    }

    @Test
    void halfAnIdentityIsNone() throws IOException {
        FileOperatorIdentity identity = identity();
        identity.store(FIRST);
        Files.delete(identity.certificate());

        assertThat(identity.load()).isEmpty();
    }

    @Test
    void removingLeavesNothingAndMayBeRepeated() throws IOException {
        FileOperatorIdentity identity = identity();
        assertThat(identity.load()).isEmpty();
        identity.store(FIRST);

        identity.remove();
        identity.remove();

        assertThat(identity.load()).isEmpty();
        try (var files = Files.list(run.resolve("secret"))) {
            assertThat(files).isEmpty();
        }
    }

    private FileOperatorIdentity identity() {
        return new FileOperatorIdentity(run.resolve("secret"));
    }

    private static IssuedKeyPair pair(String name) {
        return new IssuedKeyPair(new IssuedCertificate(name + " leaf\n", name + " ca\n"), new Secret(name + " key\n"));
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
