package dev.etcdtls.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etcdtls.config.EtcdSettings;
import dev.etcdtls.model.ClientUrl;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientListenersTest {
    private static final OptionalInt SHARED = OptionalInt.empty();
    private static final OptionalInt EXTRA = OptionalInt.of(2378);

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "one address | http://10.0.0.1:2379 | http://10.0.0.1:2379,https://10.0.0.1:2379",
                "loopback gets no twin | http://10.0.0.1:2379,http://127.0.0.1:2379 | http://10.0.0.1:2379,http://127.0.0.1:2379,https://10.0.0.1:2379",
                "but it does when it is alone | http://localhost:2379 | http://localhost:2379,https://localhost:2379",
                "a wildcard | http://0.0.0.0:2379 | http://0.0.0.0:2379,https://0.0.0.0:2379",
                "IPv6 | http://[2001:db8::1]:2379 | http://[2001:db8::1]:2379,https://[2001:db8::1]:2379",
                "the CoreOS port beside | http://10.0.0.1:2379,http://10.0.0.1:4001 | http://10.0.0.1:2379,http://10.0.0.1:4001,https://10.0.0.1:2379,https://10.0.0.1:4001",
                "half done | http://10.0.0.1:2379,https://10.0.0.1:2379 | http://10.0.0.1:2379,https://10.0.0.1:2379",
                "closed | https://10.0.0.1:2379,http://127.0.0.1:2379 | https://10.0.0.1:2379,http://127.0.0.1:2379",
            })
    void tlsStandsBesidePlaintextOnTheSamePort(String name, String now, String dual) {
        assertThat(dual(now, SHARED)).isEqualTo(dual);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "one address | http://10.0.0.1:2379 | http://10.0.0.1:2379,https://10.0.0.1:2378",
                "two ports share the extra one | http://10.0.0.1:2379,http://10.0.0.1:4001 | http://10.0.0.1:2379,http://10.0.0.1:4001,https://10.0.0.1:2378",
                "two addresses | http://10.0.0.1:2379,http://10.9.0.1:2379 | http://10.0.0.1:2379,http://10.9.0.1:2379,https://10.0.0.1:2378,https://10.9.0.1:2378",
                "a wildcard takes the extra port everywhere | http://0.0.0.0:2379,http://10.0.0.1:4001 | http://0.0.0.0:2379,http://10.0.0.1:4001,https://0.0.0.0:2378",
                "half done | http://10.0.0.1:2379,https://10.0.0.1:2378 | http://10.0.0.1:2379,https://10.0.0.1:2378",
            })
    void tlsStandsBesidePlaintextOnTheExtraPort(String name, String now, String dual) {
        assertThat(dual(now, EXTRA)).isEqualTo(dual);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "dual on one port | http://10.0.0.1:2379,http://127.0.0.1:2379,https://10.0.0.1:2379 | https://10.0.0.1:2379,https://127.0.0.1:2379",
                "dual on two ports | http://10.0.0.1:2379,https://10.0.0.1:2378 | https://10.0.0.1:2379,https://10.0.0.1:2378",
                "kept on purpose | http://10.0.0.1:2379,http://127.0.0.1:4001 | https://10.0.0.1:2379,http://127.0.0.1:4001",
            })
    void closedListenersAreTlsOnlyButForThoseKept(String name, String now, String closed) {
        assertThat(text(ClientListeners.closed(
                        settings(now).listenClientUrls(),
                        address -> address.toString().equals("127.0.0.1:4001"))))
                .isEqualTo(closed);
    }

    private static String dual(String now, OptionalInt extraPort) {
        return text(ClientListeners.dual(settings(now), extraPort));
    }

    private static String text(List<ClientUrl> urls) {
        return urls.stream().map(ClientUrl::toString).collect(Collectors.joining(","));
    }

    private static EtcdSettings settings(String listen) {
        return new EtcdSettings(new TreeMap<>(Map.of("listen-client-urls", listen)));
    }
}
