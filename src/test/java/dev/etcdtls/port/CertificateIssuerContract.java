package dev.etcdtls.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etcdtls.certificate.CertificateChain;
import dev.etcdtls.certificate.CertificateCheck;
import dev.etcdtls.certificate.CertificateFacts;
import dev.etcdtls.certificate.CertificateReader;
import dev.etcdtls.certificate.CertificateRequest;
import dev.etcdtls.certificate.MemberRequests;
import dev.etcdtls.certificate.Usage;
import dev.etcdtls.model.Authority;
import dev.etcdtls.model.ClusterName;
import dev.etcdtls.model.MemberName;
import dev.etcdtls.model.Outcome;
import dev.etcdtls.observation.IssuerObservation;
import dev.etcdtls.port.CertificateIssuer.IssuedCertificate;
import dev.etcdtls.port.CertificateIssuer.IssuedKeyPair;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every issuer promises: exactly the names, usages and lifetime that were asked for, or a refusal. */
public interface CertificateIssuerContract {
    /** An issuer that is ready. */
    CertificateIssuer issuer();

    /** Now, by the clock that the issuer goes by. */
    Instant now();

    CertificateRequest MEMBER = MemberRequests.member(
            new ClusterName("c1"),
            new MemberName("Infra_0"),
            List.of(
                    Authority.parse("198.51.100.11:2380"),
                    Authority.parse("[fd00::11]:2380"),
                    Authority.parse("0.0.0.0:2379"),
                    Authority.parse("etcd-a.example:2379")),
            List.of("198.51.100.99"),
            List.of("etcd.example"),
            Duration.ofHours(720));

    @Test
    default void aReadyIssuerHasNoProblemsAndShowsItsRoot() {
        IssuerObservation seen = issuer().observe();

        assertThat(seen.problems()).isEmpty();
        assertThat(seen.trustAnchors()).isNotEmpty().allMatch(CertificateFacts::authority);
        assertThat(seen.longestTtl()).isGreaterThanOrEqualTo(MEMBER.ttl());
        assertThat(seen.clockOffset().abs()).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    default void issuesExactlyWhatWasAsked() {
        IssuedKeyPair pair = issuer().issue(MEMBER).orThrow();

        assertExact(pair.certificate(), MEMBER);
        assertThat(pair.key().reveal())
                .startsWith("-----BEGIN PRIVATE KEY-----\n")
                .endsWith("-----END PRIVATE KEY-----\n");
        assertThat(pair.toString()).doesNotContain("PRIVATE KEY");
    }

    @Test
    default void issuesTheToolsOwnCertificateWithoutAnyName() {
        CertificateRequest operator = MemberRequests.operator(Duration.ofHours(720));

        assertExact(issuer().issue(operator).orThrow().certificate(), operator);
    }

    @Test
    default void namesComeFromTheRequestAndNotFromTheCsr(@TempDir Path folder) {
        String csr = new Openssl(folder).request("/CN=somebody-else", "ec", "-pkeyopt", "ec_paramgen_curve:P-256");

        IssuedCertificate signed = issuer().sign(csr, MEMBER).orThrow();

        assertExact(signed, MEMBER);
    }

    @Test
    default void askingTwiceGivesTwoCertificatesAndNoHarm(@TempDir Path folder) {
        String csr = new Openssl(folder).request("/CN=m1", "ec", "-pkeyopt", "ec_paramgen_curve:P-256");

        CertificateFacts first = leaf(issuer().sign(csr, MEMBER).orThrow());
        CertificateFacts second = leaf(issuer().sign(csr, MEMBER).orThrow());

        assertThat(second.fingerprint()).isNotEqualTo(first.fingerprint());
        assertThat(second.publicKey()).isEqualTo(first.publicKey());
    }

    @Test
    default void refusesAWeakKey(@TempDir Path folder) {
        String csr = new Openssl(folder).request("/CN=m1", "rsa:1024");

        assertThat(issuer().sign(csr, MEMBER)).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    default void refusesARequestThatWasNotSignedWithItsKey(@TempDir Path folder) {
        String csr = new Openssl(folder).request("/CN=m1", "ec", "-pkeyopt", "ec_paramgen_curve:P-256");
        int name = csr.indexOf('\n') + 20;
        char other = csr.charAt(name) == 'A' ? 'B' : 'A';

        assertThat(issuer().sign(csr.substring(0, name) + other + csr.substring(name + 1), MEMBER))
                .isInstanceOf(Outcome.Refused.class);
        assertThat(issuer().sign("junk", MEMBER)).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    default void opensslAgreesOnUsesNamesAndKey(@TempDir Path folder) {
        IssuedKeyPair pair = issuer().issue(MEMBER).orThrow();
        Openssl openssl = new Openssl(folder);
        openssl.write("leaf.crt", pair.certificate().certificate());
        openssl.write("ca.crt", pair.certificate().trustedCa());
        openssl.write("leaf.key", pair.key().reveal());

        for (String purpose : List.of("sslserver", "sslclient")) {
            assertThat(openssl.run("verify", "-x509_strict", "-purpose", purpose, "-CAfile", "ca.crt", "leaf.crt"))
                    .contains("OK");
        }
        assertThat(openssl.run("verify", "-CAfile", "ca.crt", "-verify_ip", "fd00::11", "leaf.crt"))
                .contains("OK");
        assertThat(openssl.run("verify", "-CAfile", "ca.crt", "-verify_hostname", "peer.c1.etcd", "leaf.crt"))
                .contains("OK");
        assertThat(openssl.run("pkey", "-in", "leaf.key", "-pubout"))
                .isEqualTo(openssl.run("x509", "-in", "leaf.crt", "-noout", "-pubkey"));
    }

    private void assertExact(IssuedCertificate issued, CertificateRequest asked) {
        CertificateFacts leaf = leaf(issued);
        assertThat(issued.certificate()).endsWith("-----END CERTIFICATE-----\n");
        assertThat(issued.trustedCa()).endsWith("-----END CERTIFICATE-----\n");
        assertThat(leaf.names().commonName()).isEqualTo(asked.commonName());
        assertThat(leaf.names().dnsNames()).isEqualTo(asked.dnsNames());
        assertThat(leaf.names().ipAddresses()).isEqualTo(asked.ipAddresses());
        assertThat(leaf.usages()).isEqualTo(asked.usages()).doesNotContain(Usage.OTHER);
        assertThat(leaf.publicKey().kind()).isEqualTo("EC 256");
        assertThat(Duration.between(now(), leaf.validity().to()))
                .isBetween(asked.ttl().minusSeconds(30), asked.ttl().plusSeconds(30));
        assertThat(CertificateCheck.problems(
                        leaf, CertificateReader.read(issued.trustedCa()), asked, now(), "members/m1"))
                .isEmpty();
        assertThat(CertificateChain.verify(issued.certificate(), issued.trustedCa(), "members/m1"))
                .isEmpty();
    }

    private static CertificateFacts leaf(IssuedCertificate issued) {
        return CertificateReader.read(issued.certificate()).getFirst();
    }
}
