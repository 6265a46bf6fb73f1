package dev.etcdtls.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.etcdtls.model.Authority;
import dev.etcdtls.model.HostName;
import dev.etcdtls.model.MemberName;
import dev.etcdtls.model.Scheme;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ConsumerEndpointsTest {
    /** Not in the order of their names. */
    private static final List<MemberListeners> SAME_PORT = List.of(
            same("m2", "h2", "198.51.100.12"), same("m3", "h3", "198.51.100.13"), same("m1", "h1", "etcd1.example"));

    private static final List<MemberListeners> EXTRA_PORT =
            List.of(extra("m2", "h2", "198.51.100.12"), extra("m1", "h1", "198.51.100.11"));

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
        http://198.51.100.12:2379                     | a1 | https://etcd1.example:2379,https://198.51.100.12:2379,https://198.51.100.13:2379 | -
        http://198.51.100.12:2379                     | h2 | https://etcd1.example:2379,https://198.51.100.12:2379,https://198.51.100.13:2379 | -
        http://127.0.0.1:2379                         | h2 | https://198.51.100.12:2379 | it dials m2 by loopback today and gets https://198.51.100.12:2379: TLS is not served on loopback
        http://127.0.0.1:4001,http://localhost:2379   | h1 | https://etcd1.example:2379 | it dials m1 by loopback today and gets https://etcd1.example:2379: TLS is not served on loopback
        http://[::1]:2379                             | h3 | https://198.51.100.13:2379 | it dials m3 by loopback today and gets https://198.51.100.13:2379: TLS is not served on loopback
        http://127.0.0.1:2379,http://198.51.100.12:2379 | h2 | https://etcd1.example:2379,https://198.51.100.12:2379,https://198.51.100.13:2379 | -
        http://127.0.0.1:2379                         | n1 | https://etcd1.example:2379,https://198.51.100.12:2379,https://198.51.100.13:2379 | it dials its own host (http://127.0.0.1:2379), which carries no member, and gets all members: what listens there is no longer asked
        """)
    void aConsumerGetsEveryMemberByName(String now, String host, String urls, @Nullable String notice) {
        ConsumerEndpoints endpoints = ConsumerEndpoints.direct(flanneld(now), new HostName(host), SAME_PORT);

        assertThat(endpoints.urls()).extracting(Object::toString).containsExactly(urls.split(","));
        assertThat(endpoints.notice()).isEqualTo(Optional.ofNullable(notice));
    }

    @Test
    void inTheExtraPortStrategyItStaysOnTheExtraPort() {
        assertThat(ConsumerEndpoints.direct(flanneld("http://198.51.100.12:2379"), new HostName("n1"), EXTRA_PORT)
                        .urls())
                .extracting(Object::toString)
                .containsExactly("https://198.51.100.11:2378", "https://198.51.100.12:2378");
        assertThat(ConsumerEndpoints.direct(flanneld("http://127.0.0.1:2379"), new HostName("h2"), EXTRA_PORT)
                        .urls())
                .extracting(Object::toString)
                .containsExactly("https://198.51.100.12:2378");
    }

    @Test
    void onlyAProxyThatChecksGetsBothPorts() {
        assertThat(ConsumerEndpoints.checked(EXTRA_PORT))
                .extracting(server -> server.member() + " " + server.address())
                .containsExactly(
                        "m1 198.51.100.11:2379",
                        "m1 198.51.100.11:2378",
                        "m2 198.51.100.12:2379",
                        "m2 198.51.100.12:2378");
        assertThat(ConsumerEndpoints.unchecked(EXTRA_PORT))
                .extracting(server -> server.member() + " " + server.address())
                .containsExactly("m1 198.51.100.11:2378", "m2 198.51.100.12:2378");
        assertThat(ConsumerEndpoints.checked(SAME_PORT)).hasSize(3);
    }

    @Test
    void behindAProxyThereIsOneEndpoint() {
        assertThat(ConsumerEndpoints.through(new Authority("127.0.0.1", 2382), Scheme.HTTPS)
                        .urls())
                .extracting(Object::toString)
                .containsExactly("https://127.0.0.1:2382");
    }

    @Test
    void refusesWhatNobodyCouldDial() {
        assertThatThrownBy(() -> same("m1", "h1", "127.0.0.1")).hasMessage("nobody else reaches m1 at 127.0.0.1:2379");
        assertThatThrownBy(() -> same("m1", "h1", "0.0.0.0")).hasMessage("nobody else reaches m1 at 0.0.0.0:2379");
        assertThatThrownBy(() -> ConsumerEndpoints.direct(flanneld("http://a:1"), new HostName("n1"), List.of()))
                .hasMessage("a consumer without an endpoint");
    }

    private static ClientSettings flanneld(String endpoints) {
        return ClientSettings.ofFlanneld(List.of("flanneld"), Map.of("FLANNELD_ETCD_ENDPOINTS", endpoints));
    }

    private static MemberListeners same(String member, String host, String address) {
        return MemberListeners.samePort(new MemberName(member), new HostName(host), new Authority(address, 2379));
    }

    private static MemberListeners extra(String member, String host, String address) {
        return MemberListeners.extraPort(
                new MemberName(member), new HostName(host), new Authority(address, 2379), 2378);
    }
}
