package dev.etcdtls.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etcdtls.model.Problem;
import org.junit.jupiter.api.Test;

final class CertificateChainTest {
    private static final String ADDRESS = "members/m1";

    @Test
    void theRootThatSignedIsTrusted() {
        assertThat(CertificateChain.verify(Fixture.MEMBER, Fixture.CA, ADDRESS)).isEmpty();
        assertThat(CertificateChain.verify(Fixture.MEMBER, Fixture.OTHER_CA + Fixture.CA, ADDRESS))
                .isEmpty();
    }

    @Test
    void aRootOfTheSameNameWithAnotherKeyIsNot() {
        assertThat(CertificateChain.verify(Fixture.MEMBER, Fixture.OTHER_CA, ADDRESS))
                .singleElement()
                .extracting(Problem::summary)
                .asString()
                .contains("not signed by the trusted CA");
    }

    @Test
    void aTrustedFileWithoutARootIsRefused() {
        assertThat(CertificateChain.verify(Fixture.MEMBER, Fixture.MEMBER, ADDRESS))
                .singleElement()
                .extracting(Problem::summary)
                .asString()
                .contains("no root certificate");
    }

    @Test
    void textWithoutCertificatesIsAProblemAndNoException() {
        assertThat(CertificateChain.verify("", Fixture.CA, ADDRESS)).hasSize(1);
        assertThat(CertificateChain.verify(
                        "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n", Fixture.CA, ADDRESS))
                .hasSize(1);
    }

    @Test
    void splitsABundleIntoRootsAndTheRest() {
        String bundle = Fixture.MEMBER.strip() + "\n" + Fixture.CA.strip();

        assertThat(CertificateChain.roots(bundle)).isEqualTo(Fixture.CA);
        assertThat(CertificateChain.withoutRoots(bundle)).isEqualTo(Fixture.MEMBER);
    }
}
