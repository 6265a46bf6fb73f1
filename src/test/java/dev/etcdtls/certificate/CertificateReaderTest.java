package dev.etcdtls.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;

final class CertificateReaderTest {
    @Test
    void readsNamesUsagesDatesAndKey() {
        CertificateFacts member = CertificateReader.read(Fixture.MEMBER).getFirst();

        assertThat(member.names().commonName()).isEqualTo("m1.c1.etcd");
        assertThat(member.names().dnsNames()).containsExactly("localhost", "m1", "peer.c1.etcd");
        assertThat(member.names().ipAddresses())
                .containsExactlyInAnyOrder("127.0.0.1", "198.51.100.11", "fd00:0:0:0:0:0:0:11");
        assertThat(member.usages()).containsExactly(Usage.SERVER, Usage.CLIENT);
        assertThat(member.validity().from()).isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
        assertThat(member.validity().to()).isEqualTo(Instant.parse("2026-01-31T00:00:00Z"));
        assertThat(member.authority()).isFalse();
    }

    @Test
    void theKeysDigestIsOpensslsDigestOfThePublicKeyInDer() {
        CertificateFacts member = CertificateReader.read(Fixture.MEMBER).getFirst();

        assertThat(member.publicKey().spki().sha256())
                .isEqualTo("97b51161aa9e780dfb39b914863107e7f28d999a38d383a453a5d17e6f0389a3");
        assertThat(member.publicKey().kind()).isEqualTo("EC 256");
    }

    @Test
    void aSubjectWithoutACommonNameIsAnEmptyName() {
        assertThat(CertificateReader.read(Fixture.NAMELESS).getFirst().names().commonName())
                .isEmpty();
    }

    @Test
    void aClientNeedsNoNamesButItsCommonOne() {
        CertificateFacts client = CertificateReader.read(Fixture.CLIENT).getFirst();

        assertThat(client.names().commonName()).isEqualTo("etcd-tls");
        assertThat(client.names().dnsNames()).isEmpty();
        assertThat(client.usages()).containsExactly(Usage.CLIENT);
        assertThat(client.publicKey().kind()).isEqualTo("RSA 1024");
    }

    @Test
    void noUsageAnyUsageAndForeignUsageAreThreeThings() {
        assertThat(CertificateReader.read(Fixture.CA).getFirst().usages()).isEmpty();
        assertThat(CertificateReader.read(Fixture.ANY).getFirst().usages()).containsExactly(Usage.SERVER, Usage.CLIENT);
        assertThat(CertificateReader.read(Fixture.CODE).getFirst().usages()).containsExactly(Usage.OTHER);
    }

    @Test
    void readsABundleInItsOrderAndPassesOverEverythingElse() {
        String bundle = "subject=/CN=m1\n" + Fixture.MEMBER.strip()
                + "\n-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n" + Fixture.CA;

        assertThat(CertificateReader.read(bundle))
                .extracting(CertificateFacts::authority)
                .containsExactly(false, true);
        assertThat(CertificateReader.read("nothing here")).isEmpty();
    }

    @Test
    void saysWhichCertificateCannotBeRead() {
        String broken = Fixture.CA + "-----BEGIN CERTIFICATE-----\nMIIBuDCCAV6g\n-----END CERTIFICATE-----\n";

        assertThatThrownBy(() -> CertificateReader.read(broken))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("certificate 2");
    }
}
