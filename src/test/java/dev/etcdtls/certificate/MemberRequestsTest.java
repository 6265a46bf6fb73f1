package dev.etcdtls.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.etcdtls.model.Authority;
import dev.etcdtls.model.ClusterName;
import dev.etcdtls.model.MemberName;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MemberRequestsTest {
    private static final ClusterName C1 = new ClusterName("c1");
    private static final Duration MONTH = Duration.ofHours(720);

    @Test
    void aMemberCarriesEveryNameAndAddressThatAnyoneDialsOrSees() {
        CertificateRequest request = MemberRequests.member(
                C1,
                new MemberName("M1"),
                Stream.of("198.51.100.11:2379", "0.0.0.0:2380", "[::]:2379", "[fd00::11]:2380", "etcd-a.example:2380")
                        .map(Authority::parse)
                        .toList(),
                List.of("198.51.100.99", "::ffff:198.51.100.98"),
                List.of("etcd.example", "203.0.113.5"),
                MONTH);

        assertThat(request.commonName()).isEqualTo("m1.c1.etcd");
        assertThat(request.dnsNames())
                .containsExactly("etcd-a.example", "etcd.example", "localhost", "m1", "peer.c1.etcd");
        assertThat(request.ipAddresses())
                .containsExactlyInAnyOrder(
                        "127.0.0.1",
                        "198.51.100.11",
                        "fd00:0:0:0:0:0:0:11",
                        "198.51.100.99",
                        "198.51.100.98",
                        "203.0.113.5");
        assertThat(request.usages()).containsExactly(Usage.SERVER, Usage.CLIENT);
        assertThat(request.ttl()).isEqualTo(MONTH);
    }

    @ParameterizedTest
    @CsvSource({
        "my etcd/1, my-etcd-1, my-etcd-1.c1.etcd",
        "Infra_0, infra-0, infra-0.c1.etcd",
        "_etcd_.a..b-, etcd.a.b, etcd.a.b.c1.etcd",
        "--, member, member.c1.etcd",
        "a-very-long-name-that-somebody-gave-to-a-member-of-a-cluster-once, "
                + "a-very-long-name-that-somebody-gave-to-a-member-of-a-cluster-on, member.c1.etcd"
    })
    void anyMemberNameGivesANameThatCertificatesTake(String member, String name, String commonName) {
        CertificateRequest request =
                MemberRequests.member(C1, new MemberName(member), List.of(), List.of(), List.of(), MONTH);

        assertThat(request.dnsNames()).contains(name);
        assertThat(request.commonName()).isEqualTo(commonName);
    }

    @Test
    void aMemberThatIsCalledByItsAddressHasItAsAnAddress() {
        CertificateRequest request =
                MemberRequests.member(C1, new MemberName("10.0.0.1"), List.of(), List.of(), List.of(), MONTH);

        assertThat(request.ipAddresses()).contains("10.0.0.1");
        assertThat(request.dnsNames()).containsExactly("localhost", "peer.c1.etcd");
    }

    @ParameterizedTest
    @CsvSource({"720h, 24h", "24h, 24h", "1h, 1h"})
    void theToolsOwnCertificateIsAClientForADayAtMost(String issuer, String expected) {
        CertificateRequest request = MemberRequests.operator(Duration.parse("PT" + issuer));

        assertThat(request).isEqualTo(MemberRequests.client("etcd-tls", Duration.parse("PT" + expected)));
        assertThat(request.usages()).containsExactly(Usage.CLIENT);
        assertThat(request.dnsNames()).isEmpty();
        assertThat(request.ipAddresses()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-x", "a b", "peer.c1.etcd", "PEER.other.etcd", "a\nb", "CN=x,O=system:masters"})
    void refusesClientNamesThatCouldPassForSomethingElse(String name) {
        assertThatThrownBy(() -> MemberRequests.client(name, MONTH)).isInstanceOf(IllegalArgumentException.class);
    }
}
