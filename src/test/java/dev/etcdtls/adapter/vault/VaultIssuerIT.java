package dev.etcdtls.adapter.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.etcdtls.certificate.CertificateRequest;
import dev.etcdtls.certificate.MemberRequests;
import dev.etcdtls.inventory.IssuerSettings;
import dev.etcdtls.inventory.IssuerSettings.KeyOrigin;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.Outcome;
import dev.etcdtls.model.Problem;
import dev.etcdtls.model.ProblemException;
import dev.etcdtls.observation.IssuerObservation;
import dev.etcdtls.port.CertificateIssuer;
import dev.etcdtls.port.CertificateIssuerContract;
import dev.etcdtls.port.Openssl;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The contract of issuers on a real OpenBao, and each of the ways in which a server can be set up wrong. */
@Tag("representative")
@TestInstance(Lifecycle.PER_CLASS)
final class VaultIssuerIT implements CertificateIssuerContract {
    private static final String MOUNT = "etcd/c1/pki";
    private static final Duration MONTH = Duration.ofHours(720);

    /** A member's role as it should be, in the API's own form; each case spoils one setting. */
    private static final Map<String, String> GOOD = Map.of(
            "allow_any_name", "true",
            "enforce_hostnames", "false",
            "cn_validations", "disabled",
            "allow_ip_sans", "true",
            "key_type", "ec",
            "use_csr_common_name", "false",
            "use_csr_sans", "false",
            "max_ttl", "720h");

    @TempDir
    private static Path folder = Path.of("");

    private static Optional<OpenBaoServer> started = Optional.empty();

    @BeforeAll
    static void start() {
        OpenBaoServer server = OpenBaoServer.start(folder);
        started = Optional.of(server);
        VaultPki.connect(settings("member", KeyOrigin.HOST_BORN), folder, OpenBaoServer.PACER)
                .bootstrap()
                .orThrow();
    }

    @AfterAll
    static void stop() {
        started.ifPresent(OpenBaoServer::close);
    }

    @Override
    public CertificateIssuer issuer() {
        return issuer(settings("member", KeyOrigin.HOST_BORN));
    }

    @Override
    public Instant now() {
        return Instant.now();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            allow_ip_sans       | false | refuses IP SANs
            client_flag         | false | clientAuth
            server_flag         | false | serverAuth
            key_type            | rsa   | rsa
            allow_any_name      | false | refuses a name
            use_csr_common_name | true  | takes names from the CSR
            use_csr_sans        | true  | takes names from the CSR
            """)
    void aRoleThatDoesNotGiveWhatIsAskedIsNamed(String setting, String value, String text, @TempDir Path scratch) {
        String role = role(setting, value);
        String csr = new Openssl(scratch).request("/CN=m1", "ec", "-pkeyopt", "ec_paramgen_curve:P-256");

        Problem problem = problem(issuer(settings(role, KeyOrigin.HOST_BORN)).sign(csr, MEMBER));

        assertThat(problem.code()).isEqualTo(ErrorCode.ISSUER_ROLE_UNFIT);
        assertThat(problem.address()).isEqualTo("issuer/etcd/c1/pki/sign/" + role);
        assertThat(problem.summary()).contains(text).contains(role);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            allow_ip_sans       | false | refuses IP SANs
            client_flag         | false | lacks clientAuth
            server_flag         | false | lacks serverAuth
            key_type            | rsa   | wants rsa keys
            use_csr_sans        | true  | use_csr_sans=true
            """)
    void aLookFindsTheSameBeforeAnythingIsIssued(String setting, String value, String text) {
        String role = role(setting, value);

        IssuerObservation seen = issuer(settings(role, KeyOrigin.HOST_BORN)).observe();

        assertThat(seen.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(ErrorCode.ISSUER_ROLE_UNFIT);
            assertThat(problem.address()).isEqualTo("issuer/etcd/c1/pki/roles/" + role);
            assertThat(problem.summary()).contains(text);
        });
    }

    @Test
    void aLifetimeThatTheServerCutsIsARefusal() {
        String role = role("max_ttl", "24h");
        CertificateIssuer issuer = issuer(settings(role, KeyOrigin.ISSUER_BORN));

        assertThat(problem(issuer.issue(MEMBER)).code()).isEqualTo(ErrorCode.TTL_CUT);
        IssuerObservation seen = issuer.observe();
        assertThat(seen.problems()).extracting(Problem::code).containsExactly(ErrorCode.TTL_CUT);
        assertThat(seen.longestTtl()).isEqualTo(Duration.ofHours(24));
    }

    @Test
    void aLifetimeBeyondTheCaIsARefusal() {
        String role = role("max_ttl", "876000h");

        CertificateRequest century = MemberRequests.client("x", Duration.ofHours(876_000));
        CertificateRequest wanted =
                new CertificateRequest("x", century.dnsNames(), century.ipAddresses(), MEMBER.usages(), century.ttl());

        assertThat(problem(issuer(settings(role, KeyOrigin.ISSUER_BORN)).issue(wanted))
                        .code())
                .isEqualTo(ErrorCode.TTL_CUT);
    }

    @Test
    void aMissingRoleIsNamed() {
        CertificateIssuer issuer = issuer(settings("nobody", KeyOrigin.ISSUER_BORN));

        assertThat(problem(issuer.issue(MEMBER))).satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(ErrorCode.ISSUER_ROLE_UNFIT);
            assertThat(problem.summary()).isEqualTo("there is no role nobody at etcd/c1/pki");
        });
        assertThat(issuer.observe().problems())
                .extracting(Problem::summary)
                .containsExactly("there is no role nobody at etcd/c1/pki");
    }

    @Test
    void aMissingMountIsNamed() {
        CertificateIssuer issuer = issuer(server().settings("etcd/c9/pki", "member", KeyOrigin.ISSUER_BORN, MONTH));

        assertThat(problem(issuer.issue(MEMBER)).code()).isEqualTo(ErrorCode.ISSUER_MOUNT_MISSING);
        assertThat(issuer.observe().problems()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(ErrorCode.ISSUER_MOUNT_MISSING);
            assertThat(problem.summary()).isEqualTo("there is no PKI mount etcd/c9/pki");
        });
    }

    @Test
    void aWrongTokenIsNamedAndNeverShown() {
        CertificateIssuer issuer = issuer(server().with("s.wrong-token", settings("member", KeyOrigin.HOST_BORN)));

        assertThat(problem(issuer.issue(MEMBER)).code()).isEqualTo(ErrorCode.ISSUER_TOKEN);
        assertThat(issuer.observe().problems()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(ErrorCode.ISSUER_TOKEN);
            assertThat(problem.toString()).doesNotContain("wrong-token");
        });
    }

    @Test
    void aTokenThatHasExpiredIsNamed() throws InterruptedException {
        String token = server().token(MOUNT + "/operator", Duration.ofSeconds(1));
        CertificateIssuer issuer = issuer(server().with(token, settings("member", KeyOrigin.ISSUER_BORN)));

        for (int i = 0; i < 50 && issuer.observe().problems().isEmpty(); i++) {
            Thread.sleep(100);
        }

        assertThat(issuer.observe().problems()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(ErrorCode.ISSUER_TOKEN);
            assertThat(problem.toString()).doesNotContain(token);
        });
        assertThat(problem(issuer.issue(MEMBER)).code()).isEqualTo(ErrorCode.ISSUER_TOKEN);
    }

    @Test
    void aNameThatTheServerWouldDropIsRefused() {
        CertificateRequest named = new CertificateRequest(
                "m1", new TreeSet<>(List.of("etcd_1")), MEMBER.ipAddresses(), MEMBER.usages(), MONTH);

        assertThat(problem(issuer().issue(named)).summary()).contains("leaves etcd_1 out of certificates");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            none.pem   | there is no such file
            root.token | no trusted CA
            empty.pem  | no certificate in it
            """)
    void aCaFileThatIsNoneIsNamed(String file, String text) throws IOException {
        Files.writeString(folder.resolve("empty.pem"), "");
        IssuerSettings.Vault good = settings("member", KeyOrigin.HOST_BORN);
        IssuerSettings.Vault bad =
                new IssuerSettings.Vault(good.product(), good.url(), Optional.of(file), good.tokenFile(), good.pki());

        assertThatThrownBy(() -> issuer(bad))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        thrown -> assertThat(thrown.problems()).singleElement().satisfies(problem -> {
                            assertThat(problem.code()).isEqualTo(ErrorCode.INVENTORY_INVALID);
                            assertThat(problem.address()).isEqualTo("issuer.ca-file");
                            assertThat(problem.summary()).contains(text);
                            assertThat(problem.toString()).doesNotContain("root-token");
                        }));
    }

    @Test
    void theOperatorsPolicyIsEnoughForEverything() {
        CertificateIssuer issuer =
                issuer(server().with(server().token(MOUNT + "/operator"), settings("member", KeyOrigin.ISSUER_BORN)));

        assertThat(issuer.observe().problems()).isEmpty();
        assertThat(issuer.issue(MEMBER).isDone()).isTrue();
        assertThat(issuer.issue(MemberRequests.operator(MONTH)).isDone()).isTrue();
    }

    @Test
    void theClientsPolicyGivesNoMemberAndNoPeerName() {
        CertificateIssuer issuer =
                issuer(server().with(server().token(MOUNT + "/client"), settings("member", KeyOrigin.ISSUER_BORN)));
        CertificateRequest named = new CertificateRequest(
                "peer.c1.etcd",
                MemberRequests.operator(MONTH).dnsNames(),
                MemberRequests.operator(MONTH).ipAddresses(),
                MemberRequests.operator(MONTH).usages(),
                MONTH);

        assertThat(problem(issuer.issue(MEMBER)).code()).isEqualTo(ErrorCode.ISSUER_TOKEN);
        assertThat(problem(issuer.issue(named)).code()).isEqualTo(ErrorCode.ISSUER_TOKEN);
        assertThat(issuer.issue(MemberRequests.client("flannel", MONTH)).isDone())
                .isTrue();
    }

    @Test
    void theClientRoleGivesNoNameWhateverIsAsked() {
        CertificateRequest named = new CertificateRequest(
                "flannel",
                new TreeSet<>(List.of("peer.c1.etcd")),
                MemberRequests.operator(MONTH).ipAddresses(),
                MemberRequests.operator(MONTH).usages(),
                MONTH);

        assertThat(problem(issuer().issue(named)).summary()).contains("peer.c1.etcd");
    }

    @Test
    void aServerThatNobodyReachesIsUnavailable() {
        IssuerSettings.Vault good = settings("member", KeyOrigin.HOST_BORN);
        CertificateIssuer issuer = issuer(new IssuerSettings.Vault(
                good.product(), URI.create("https://127.0.0.1:1"), good.caFile(), good.tokenFile(), good.pki()));

        assertThat(problem(issuer.issue(MEMBER)).code()).isEqualTo(ErrorCode.ISSUER_UNAVAILABLE);
        assertThat(issuer.observe().problems()).extracting(Problem::code).containsExactly(ErrorCode.ISSUER_UNAVAILABLE);
    }

    @Test
    void aServerOfAnotherCaIsNotTrusted() {
        IssuerSettings.Vault good = settings("member", KeyOrigin.HOST_BORN);
        CertificateIssuer issuer = issuer(
                new IssuerSettings.Vault(good.product(), good.url(), Optional.empty(), good.tokenFile(), good.pki()));

        assertThat(issuer.observe().problems()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(ErrorCode.INVENTORY_INVALID);
            assertThat(problem.address()).isEqualTo("issuer.ca-file");
        });
    }

    private static OpenBaoServer server() {
        return started.orElseThrow();
    }

    private static IssuerSettings.Vault settings(String role, KeyOrigin keys) {
        return server().settings(MOUNT, role, keys, MONTH);
    }

    private static CertificateIssuer issuer(IssuerSettings.Vault settings) {
        return VaultIssuer.connect(settings, folder, OpenBaoServer.PACER);
    }

    private static String role(String setting, String value) {
        String name = "bad-" + setting.replace('_', '-');
        Map<String, String> values = new TreeMap<>(GOOD);
        values.put(setting, value);
        server().write(MOUNT + "/roles/" + name, values);
        return name;
    }

    private static Problem problem(Outcome<?> outcome) {
        return switch (outcome) {
            case Outcome.Refused<?>(Problem problem) -> problem;
            case Outcome.Unknown<?>(Problem problem) -> problem;
            case Outcome.Done<?> _ -> throw new AssertionError("expected a refusal");
        };
    }
}
