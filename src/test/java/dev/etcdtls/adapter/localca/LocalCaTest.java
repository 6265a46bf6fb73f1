package dev.etcdtls.adapter.localca;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etcdtls.certificate.CertificateFacts;
import dev.etcdtls.certificate.CertificateRequest;
import dev.etcdtls.certificate.MemberRequests;
import dev.etcdtls.model.ClusterName;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.Outcome;
import dev.etcdtls.model.Problem;
import dev.etcdtls.port.CertificateIssuer;
import dev.etcdtls.port.CertificateIssuerContract;
import dev.etcdtls.port.Pacer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LocalCaTest implements CertificateIssuerContract {
    /** OpenSSL goes by the machine's clock, so the tests of the contract do too. */
    private static final Instant NOW = Instant.now();

    private static final ClusterName C1 = new ClusterName("c1");

    @TempDir
    private Path inventoryFolder = Path.of("");

    @BeforeEach
    void make() {
        assertThat(LocalCa.open(inventoryFolder, C1, at(NOW)).create()).isTrue();
    }

    @Override
    public CertificateIssuer issuer() {
        return LocalCa.open(inventoryFolder, C1, at(NOW));
    }

    @Override
    public Instant now() {
        return NOW;
    }

    @Test
    void theKeyIsTheOwnersAloneAndTheFolderToo() throws IOException {
        Path folder = inventoryFolder.resolve("local-ca");

        assertThat(mode(folder)).isEqualTo("rwx------");
        assertThat(mode(folder.resolve("ca.key"))).isEqualTo("rw-------");
        try (var left = Files.list(inventoryFolder)) {
            assertThat(left).containsExactly(folder);
        }
    }

    @Test
    void aCaIsNeverMadeASecondTime() throws IOException {
        Path certificate = inventoryFolder.resolve("local-ca/ca.crt");
        String before = Files.readString(certificate);

        assertThat(LocalCa.open(inventoryFolder, C1, at(NOW)).create()).isFalse();

        assertThat(Files.readString(certificate)).isEqualTo(before);
    }

    @Test
    void itsRootLivesTenYears() {
        CertificateFacts root = issuer().observe().trustAnchors().getFirst();

        assertThat(root.names().commonName()).isEqualTo("etcd/c1/pki");
        assertThat(Duration.between(NOW, root.validity().to())).isGreaterThan(Duration.ofDays(3649));
    }

    @Test
    void withoutACaItSaysHowToMakeOne(@TempDir Path empty) {
        LocalCa missing = LocalCa.open(empty, C1, at(NOW));

        assertThat(missing.exists()).isFalse();
        assertThat(missing.observe().problems()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(ErrorCode.LOCAL_CA_MISSING);
            assertThat(problem.nextAction()).contains("pki bootstrap");
        });
        assertThat(code(missing.issue(MEMBER))).isEqualTo(ErrorCode.LOCAL_CA_MISSING);
    }

    @Test
    void anotherClustersCaIsRefused() {
        LocalCa other = LocalCa.open(inventoryFolder, new ClusterName("c2"), at(NOW));

        assertThat(other.observe().problems()).extracting(Problem::code).containsExactly(ErrorCode.LOCAL_CA_MISSING);
        assertThat(code(other.issue(MEMBER))).isEqualTo(ErrorCode.LOCAL_CA_MISSING);
    }

    @Test
    void aCaThatLostItsKeyIsAProblemAndIsNotReplaced() throws IOException {
        Files.delete(inventoryFolder.resolve("local-ca/ca.key"));

        assertThat(issuer().observe().problems()).extracting(Problem::code).containsExactly(ErrorCode.LOCAL_CA_MISSING);
        Files.writeString(inventoryFolder.resolve("local-ca/ca.key"), "junk");
        assertThat(issuer().observe().problems()).extracting(Problem::code).containsExactly(ErrorCode.LOCAL_CA_MISSING);
    }

    @Test
    void nothingOutlivesTheCa() {
        LocalCa old = LocalCa.open(inventoryFolder, C1, at(NOW.plus(Duration.ofDays(3640))));
        CertificateRequest month = MemberRequests.client("flannel", Duration.ofHours(720));

        assertThat(code(old.issue(month))).isEqualTo(ErrorCode.TTL_CUT);
    }

    private static ErrorCode code(Outcome<?> outcome) {
        return ((Outcome.Refused<?>) outcome).problem().code();
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static Pacer at(Instant now) {
        return new Pacer() {
            @Override
            public Instant now() {
                return now;
            }

            @Override
            public void pause(Duration duration) {}
        };
    }
}
