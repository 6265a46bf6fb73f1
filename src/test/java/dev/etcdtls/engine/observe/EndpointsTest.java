package dev.etcdtls.engine.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etcdtls.config.EtcdSettings;
import dev.etcdtls.model.HostName;
import dev.etcdtls.model.Secret;
import dev.etcdtls.port.CertificateIssuer.IssuedCertificate;
import dev.etcdtls.port.CertificateIssuer.IssuedKeyPair;
import dev.etcdtls.port.OperatorIdentity;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where TLS is spoken, the tool speaks TLS: a look from a second terminal must not be counted as a plaintext client. */
class EndpointsTest {
    private static final HostName HOST = new HostName("m1");

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "plaintext only | http://10.0.0.1:2379,http://127.0.0.1:2379 | api http://10.0.0.1:2379",
                "both | http://10.0.0.1:2379,https://10.0.0.1:2379 | api https://10.0.0.1:2379, host https://10.0.0.1:2379, api http://10.0.0.1:2379",
                "TLS only | https://10.0.0.1:2379,https://127.0.0.1:2379 | api https://10.0.0.1:2379, host https://10.0.0.1:2379",
            })
    void withACertificateOfItsOwnTheToolCallsOverTls(String name, String listen, String lines) {
        assertThat(lines(true, listen)).isEqualTo(lines);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "plaintext only | http://10.0.0.1:2379 | api http://10.0.0.1:2379",
                "both | http://10.0.0.1:2379,https://10.0.0.1:2378 | host https://10.0.0.1:2378, api http://10.0.0.1:2379",
                "TLS only | https://10.0.0.1:2379 | host https://10.0.0.1:2379",
            })
    void withoutOneTheHostAsksOverTlsForIt(String name, String listen, String lines) {
        assertThat(lines(false, listen)).isEqualTo(lines);
    }

    private static String lines(boolean withCertificate, String listen) {
        NoEtcd etcd = new NoEtcd();
        List<String> lines = new Endpoints(etcd.ports(), new Identity(withCertificate))
                .lines(HOST, new EtcdSettings(new TreeMap<>(Map.of("listen-client-urls", listen)))).stream()
                        .map(line -> (line.reads() == etcd.api() ? "api " : "host ")
                                + line.endpoint().url())
                        .toList();
        return String.join(", ", lines);
    }

    private record Identity(boolean there) implements OperatorIdentity {
        @Override
        public void store(IssuedKeyPair pair) {
            throw new AssertionError("nothing is stored here");
        }

        @Override
        public Optional<IssuedKeyPair> load() {
            return there
                    ? Optional.of(new IssuedKeyPair(new IssuedCertificate("leaf", "ca"), new Secret("key")))
                    : Optional.empty();
        }

        @Override
        public void remove() {
            throw new AssertionError("nothing is removed here");
        }
    }
}
