package dev.etcdtls.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class IpTextTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "198.51.100.11",
                "::1",
                "::",
                "fd00::11",
                "FD00:0:0::11",
                "2001:db8:1:2:3:4:5:6",
                "fe80::",
                "::ffff:198.51.100.11",
                "64:ff9b::198.51.100.11"
            })
    void writesAnAddressAsJavaWritesIt(String text) {
        String java = InetAddress.ofLiteral(text).getHostAddress();

        assertThat(IpText.canonical(text)).contains(java);
        assertThat(IpText.canonical("[" + text + "]")).contains(java);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "m1",
                "etcd.example",
                "1.2.3",
                "1.2.3.256",
                "1.2.3.4.5",
                ":",
                ":::",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "1::2::3",
                "12345::",
                "fe80::1%eth0",
                "1:2:3:4::5:6:7:8",
                ""
            })
    void anythingElseIsNoAddress(String text) {
        assertThat(IpText.canonical(text)).isEmpty();
    }
}
