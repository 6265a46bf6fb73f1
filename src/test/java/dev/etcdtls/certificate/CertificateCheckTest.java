package dev.etcdtls.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CertificateCheckTest {
    private static final Instant NOW = Instant.parse("2026-01-02T00:00:00Z");
    private static final List<CertificateFacts> TRUSTED = CertificateReader.read(Fixture.CA);
    private static final Set<Usage> BOTH = EnumSet.of(Usage.SERVER, Usage.CLIENT);

    @Test
    void aCertificateThatCarriesEverythingFits() {
        CertificateRequest wanted =
                wanted(List.of("m1", "LOCALHOST", "peer.c1.etcd"), List.of("127.0.0.1", "fd00::11"), BOTH);

        assertThat(check(Fixture.MEMBER, wanted, NOW)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            m2,m3 | 127.0.0.1              | CERTIFICATE_UNFIT | lacks the DNS names m2, m3
            m1    | 198.51.100.12,10.0.0.1 | CERTIFICATE_UNFIT | lacks the IP addresses 10.0.0.1, 198.51.100.12
            """)
    void namesWhatIsMissing(String names, String addresses, ErrorCode code, String text) {
        CertificateRequest wanted =
                wanted(List.of((names + ",peer.c1.etcd").split(",")), List.of(addresses.split(",")), BOTH);

        assertThat(check(Fixture.MEMBER, wanted, NOW))
                .singleElement()
                .satisfies(problem -> assertThat(problem.code()).isEqualTo(code))
                .satisfies(problem -> assertThat(problem.summary()).contains(text));
    }

    @Test
    void namesTheUsageThatIsMissingAndAWeakKey() {
        assertThat(check(Fixture.CLIENT, wanted(List.of(), List.of(), BOTH), NOW))
                .extracting(Problem::summary)
                .satisfiesExactly(
                        usage -> assertThat(usage).contains("serverAuth"),
                        key -> assertThat(key).contains("RSA 1024"));
    }

    @Test
    void anotherUsageIsNotTakenForAny() {
        assertThat(check(Fixture.CODE, wanted(List.of(), List.of(), EnumSet.of(Usage.CLIENT)), NOW))
                .extracting(Problem::summary)
                .anySatisfy(usage -> assertThat(usage).contains("lacks the extended key usage clientAuth"));
    }

    /** It has no other name: two consumers' certificates differ in nothing else. */
    @Test
    void aClientsCertificateMustHaveItsCommonName() {
        assertThat(check(Fixture.CLIENT, MemberRequests.client("flannel-n1", Duration.ofHours(1)), NOW))
                .extracting(Problem::summary)
                .contains("the certificate is etcd-tls's, and flannel-n1's is wanted");
        assertThat(check(Fixture.CLIENT, MemberRequests.client("etcd-tls", Duration.ofHours(1)), NOW))
                .extracting(Problem::summary)
                .noneMatch(summary -> summary.contains("is wanted"));
    }

    @Test
    void aConsumersCertificateMustNotSpeakForMembers() {
        assertThat(check(Fixture.MEMBER, wanted(List.of("m1", "localhost"), List.of(), EnumSet.of(Usage.CLIENT)), NOW))
                .singleElement()
                .satisfies(problem -> assertThat(problem.summary()).contains("peer.c1.etcd"));
    }

    @ParameterizedTest
    @CsvSource({
        "2025-12-31T23:59:00Z, 720h, CLOCK_SKEW",
        "2025-12-31T23:59:40Z, 720h, ",
        "2026-01-31T00:00:00Z, 720h, CERTIFICATE_EXPIRING",
        "2026-01-02T00:00:00Z, 721h, TTL_CUT",
        "2026-01-30T00:00:00Z, 720h, ",
    })
    void judgesDates(Instant now, String ttl, ErrorCode code) {
        CertificateRequest wanted = new CertificateRequest(
                "", new TreeSet<>(List.of("peer.c1.etcd")), new TreeSet<>(), BOTH, Duration.parse("PT" + ttl));

        List<Problem> problems = CertificateCheck.problems(
                CertificateReader.read(Fixture.MEMBER).getFirst(), TRUSTED, wanted, now, "members/m1");

        assertThat(problems).extracting(Problem::code).isEqualTo(code == null ? List.of() : List.of(code));
    }

    @Test
    void aTrustedFileHoldsACa() {
        List<Problem> problems = CertificateCheck.problems(
                CertificateReader.read(Fixture.MEMBER).getFirst(),
                CertificateReader.read(Fixture.MEMBER),
                wanted(List.of("peer.c1.etcd"), List.of(), BOTH),
                NOW,
                "members/m1");

        assertThat(problems)
                .singleElement()
                .satisfies(problem -> assertThat(problem.summary()).contains("no CA certificate"));
    }

    @ParameterizedTest
    @CsvSource({
        "2025-12-01T00:00:00Z, 100, false",
        "2026-01-01T00:00:00Z, 100, false",
        "2026-01-16T00:00:00Z,  50, false",
        "2026-01-23T12:00:00Z,  25, false",
        "2026-01-24T00:00:00Z,  23, true",
        "2026-02-24T00:00:00Z,   0, true"
    })
    void aQuarterOfTheLifeMustBeLeft(Instant now, int left, boolean expiring) {
        CertificateFacts member = CertificateReader.read(Fixture.MEMBER).getFirst();

        assertThat(CertificateCheck.lifeLeft(member, now)).isEqualTo(left);
        assertThat(CertificateCheck.isExpiring(member, now)).isEqualTo(expiring);
    }

    private static List<Problem> check(String pem, CertificateRequest wanted, Instant now) {
        return CertificateCheck.problems(CertificateReader.read(pem).getFirst(), TRUSTED, wanted, now, "members/m1");
    }

    private static CertificateRequest wanted(List<String> names, List<String> addresses, Set<Usage> usages) {
        return new CertificateRequest(
                "m1.c1.etcd", new TreeSet<>(names), new TreeSet<>(addresses), usages, Duration.ofHours(720));
    }
}
