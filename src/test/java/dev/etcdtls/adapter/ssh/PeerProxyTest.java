package dev.etcdtls.adapter.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etcdtls.config.EtcdSettings;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules of Go's httpproxy, which etcd asks for every https URL of a peer. */
class PeerProxyTest {
    private static final String PROXY = "http://proxy.example:3128";

    @ParameterizedTest(name = "{0} against {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "10.0.0.1:2380,10.0.0.2:2380 | | true",
                "10.0.0.1:2380,10.0.0.2:2380 | * | false",
                "10.0.0.1:2380,10.0.0.2:2380 | 10.0.0.1 | true",
                "10.0.0.1:2380,10.0.0.2:2380 | 10.0.0.1, 10.0.0.2 | false",
                "10.0.0.1:2380,10.0.0.2:2380 | 10.0.0.0/24 | false",
                "10.0.0.1:2380,10.0.1.2:2380 | 10.0.0.0/24 | true",
                "10.0.0.1:2380 | 10.0.0.1:2380 | false",
                "10.0.0.1:2380 | 10.0.0.1:2379 | true",
                "e1.etcd.example:2380 | example | false",
                "e1.etcd.example:2380 | .etcd.example | false",
                "etcd.example:2380 | .etcd.example | true",
                "badexample:2380 | example | true",
                "127.0.0.1:2380,localhost:2381 | | false",
            })
    void aPeerIsDialledThroughTheProxyUnlessAnExceptionCoversIt(
            String peers, @Nullable String exceptions, boolean proxied) {
        Map<String, String> environment =
                Map.of("HTTPS_PROXY", PROXY, "NO_PROXY", exceptions == null ? "" : exceptions);

        assertThat(PeerProxy.variable(environment, cluster(peers)).isPresent()).isEqualTo(proxied);
    }

    @Test
    void bothSpellingsCountAndTheOneForHttpDoesNot() {
        EtcdSettings cluster = cluster("10.0.0.1:2380");

        assertThat(PeerProxy.variable(Map.of("https_proxy", PROXY), cluster)).contains("https_proxy");
        assertThat(PeerProxy.variable(Map.of("https_proxy", PROXY, "no_proxy", "10.0.0.1"), cluster))
                .isEmpty();
        assertThat(PeerProxy.variable(Map.of("HTTP_PROXY", PROXY), cluster)).isEmpty();
    }

    private static EtcdSettings cluster(String peers) {
        StringBuilder text = new StringBuilder();
        for (String peer : peers.split(",")) {
            text.append(text.isEmpty() ? "" : ",").append("m=http://").append(peer);
        }
        return new EtcdSettings(new TreeMap<>(Map.of("initial-cluster", text.toString())));
    }
}
