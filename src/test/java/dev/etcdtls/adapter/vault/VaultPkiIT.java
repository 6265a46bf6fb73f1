package dev.etcdtls.adapter.vault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etcdtls.certificate.CertificateFacts;
import dev.etcdtls.inventory.IssuerSettings;
import dev.etcdtls.inventory.IssuerSettings.KeyOrigin;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.Outcome;
import dev.etcdtls.pki.PkiChange;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** Bootstrap on a real OpenBao: from nothing, again, and onto what somebody else has made. */
@Tag("representative")
@TestInstance(Lifecycle.PER_CLASS)
final class VaultPkiIT {
    private static final Duration MONTH = Duration.ofHours(720);

    @TempDir
    private static Path folder = Path.of("");

    private static Optional<OpenBaoServer> started = Optional.empty();

    @BeforeAll
    static void start() {
        started = Optional.of(OpenBaoServer.start(folder));
    }

    @AfterAll
    static void stop() {
        started.ifPresent(OpenBaoServer::close);
    }

    @Test
    void makesEverythingOnceAndNothingTheSecondTime() {
        IssuerSettings.Vault settings = server().settings("etcd/once/pki", "member", KeyOrigin.HOST_BORN, MONTH);

        List<PkiChange> first = pki(settings).bootstrap().orThrow();
        CertificateFacts root = root(settings);
        List<String> before = everything("etcd/once/pki");
        List<PkiChange> second = pki(settings).bootstrap().orThrow();

        assertThat(first).hasSize(6).noneMatch(PkiChange::isThere);
        assertThat(second)
                .extracting(PkiChange::subject)
                .containsExactlyElementsOf(
                        first.stream().map(PkiChange::subject).toList());
        assertThat(second).allMatch(PkiChange::isThere);
        assertThat(root(settings)).isEqualTo(root);
        assertThat(everything("etcd/once/pki")).isEqualTo(before).hasSizeGreaterThan(8);
        assertThat(issuers("etcd/once/pki")).isEqualTo(1);
        assertThat(root.publicKey().kind()).isEqualTo("EC 256");
        assertThat(Duration.between(Instant.now(), root.validity().to())).isGreaterThan(Duration.ofDays(3649));
    }

    @Test
    void lookingChangesNothing() {
        IssuerSettings.Vault settings = server().settings("etcd/look/pki", "member", KeyOrigin.HOST_BORN, MONTH);

        List<String> before = everything("etcd/look/pki");

        assertThat(pki(settings).look().orThrow()).hasSize(6).noneMatch(PkiChange::isThere);

        assertThat(everything("etcd/look/pki")).isEqualTo(before);
    }

    @Test
    void keepsACaThatIsThereAndItsRolesOtherSettings() {
        String mount = "etcd/theirs/pki";
        server().write("sys/mounts/" + mount, Map.of("type", "pki"));
        server().write(mount + "/root/generate/internal", Map.of("common_name", "their CA", "ttl", "700h"));
        server().write(mount + "/roles/member", Map.of("allow_ip_sans", "false", "ou", "platform"));
        IssuerSettings.Vault settings = server().settings(mount, "member", KeyOrigin.HOST_BORN, Duration.ofHours(24));

        List<PkiChange> changes = pki(settings).bootstrap().orThrow();

        assertThat(changes.get(0)).isInstanceOf(PkiChange.TuneMount.class);
        assertThat(changes.get(1).isThere()).isTrue();
        assertThat(root(settings).names().commonName()).isEqualTo("their CA");
        assertThat(issuers(mount)).isEqualTo(1);
        assertThat(((Reply.Answer) server().asRoot().read(mount + "/roles/member"))
                        .data()
                        .path("ou")
                        .path(0)
                        .asString())
                .isEqualTo("platform");
    }

    @Test
    void anotherEngineAtTheMountIsNotTouched() {
        IssuerSettings.Vault settings = server().settings("secret", "member", KeyOrigin.HOST_BORN, MONTH);

        assertThat(code(pki(settings).bootstrap())).isEqualTo(ErrorCode.ISSUER_MOUNT_MISSING);
    }

    @Test
    void aMountBelowAnotherMountIsRefusedInTheServersWords() {
        IssuerSettings.Vault settings = server().settings("secret/c1/pki", "member", KeyOrigin.HOST_BORN, MONTH);

        assertThat(pki(settings).bootstrap().isDone()).isFalse();
    }

    @Test
    void aTokenWithoutRightsIsRefused() {
        IssuerSettings.Vault settings = server().settings("etcd/rights/pki", "member", KeyOrigin.HOST_BORN, MONTH);

        assertThat(code(pki(server().with("s.wrong", settings)).bootstrap())).isEqualTo(ErrorCode.ISSUER_TOKEN);
        assertThat(code(pki(server().with(server().token("default"), settings)).bootstrap()))
                .isEqualTo(ErrorCode.ISSUER_TOKEN);
    }

    @Test
    void aSealedServerIsUnavailable(@TempDir Path other) {
        try (OpenBaoServer sealed = OpenBaoServer.start(other)) {
            IssuerSettings.Vault settings = sealed.settings("etcd/c1/pki", "member", KeyOrigin.HOST_BORN, MONTH);
            sealed.seal();

            assertThat(code(VaultPki.connect(settings, other, OpenBaoServer.PACER)
                            .bootstrap()))
                    .isEqualTo(ErrorCode.ISSUER_UNAVAILABLE);
            assertThat(VaultIssuer.connect(settings, other, OpenBaoServer.PACER)
                            .observe()
                            .problems())
                    .singleElement()
                    .satisfies(problem -> {
                        assertThat(problem.code()).isEqualTo(ErrorCode.ISSUER_UNAVAILABLE);
                        assertThat(problem.summary()).contains("is sealed");
                    });
        }
    }

    private static OpenBaoServer server() {
        return started.orElseThrow();
    }

    private static VaultPki pki(IssuerSettings.Vault settings) {
        return VaultPki.connect(settings, folder, OpenBaoServer.PACER);
    }

    private static CertificateFacts root(IssuerSettings.Vault settings) {
        return new PkiReads(
                        VaultConnection.open(settings, folder, OpenBaoServer.PACER),
                        settings.pki().mount())
                .authorities()
                .orThrow()
                .getLast();
    }

    private static int issuers(String mount) {
        return ((Reply.Answer) server().asRoot().read(mount + "/issuers?list=true"))
                .data()
                .path("keys")
                .size();
    }

    /** All that bootstrap could have touched, as the server tells it: mounts, tuning, issuers, roles, policies, issued certificates. */
    private static List<String> everything(String mount) {
        return Stream.of(
                        "sys/mounts",
                        "sys/mounts/" + mount + "/tune",
                        "sys/policies/acl?list=true",
                        "sys/policies/acl/" + mount + "/operator",
                        "sys/policies/acl/" + mount + "/client",
                        mount + "/issuers?list=true",
                        mount + "/config/issuers",
                        mount + "/config/urls",
                        mount + "/roles?list=true",
                        mount + "/roles/member",
                        mount + "/roles/client",
                        mount + "/certs?list=true",
                        mount + "/cert/ca_chain")
                .map(path -> {
                    Reply.Answer answer = (Reply.Answer) server().asRoot().read(path);
                    return path + " " + answer.status() + " " + answer.data();
                })
                .toList();
    }

    private static ErrorCode code(Outcome<?> outcome) {
        return ((Outcome.Refused<?>) outcome).problem().code();
    }
}
