package dev.etcdtls.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etcdtls.inventory.Ports;
import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.plan.ObservedChanges;
import dev.etcdtls.plan.ObservedClusters;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TlsEndpointsTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "before | 3.5.16 | http://10.0.0.1:2379,http://127.0.0.1:2379 | http://10.0.0.1:2379 | https://10.0.0.1:2379",
                "accepts | 3.5.16 | http://10.0.0.1:2379,https://10.0.0.1:2379 | http://10.0.0.1:2379 | https://10.0.0.1:2379",
                "before, extra port | 3.4.23 | http://10.0.0.1:2379 | http://10.0.0.1:2379 | https://10.0.0.1:2378",
                "accepts, extra port | 3.4.23 | http://10.0.0.1:2379,https://10.0.0.1:2378 | http://10.0.0.1:2379 | https://10.0.0.1:2378",
                "closed, extra port | 3.4.23 | https://10.0.0.1:2378,https://10.0.0.1:2379,https://127.0.0.1:2379 | https://10.0.0.1:2379 | https://10.0.0.1:2379",
                "wildcard | 3.5.16 | http://0.0.0.0:2379,https://0.0.0.0:2379 | http://m1.example:2379 | https://m1.example:2379",
                "wildcard, extra port | 3.4.23 | http://0.0.0.0:2379,https://0.0.0.0:2378 | http://m1.example:2379 | https://m1.example:2378",
            })
    void clientsGetOneEndpointOfEachMember(
            String name, String version, String listen, String advertise, String expected) {
        ClusterObservation seen = ObservedChanges.setting(
                ObservedChanges.setting(ObservedClusters.plaintext(1, version, 1), 1, "listen-client-urls", listen),
                1,
                "advertise-client-urls",
                advertise);

        assertThat(TlsEndpoints.of(seen, Ports.DEFAULT)).containsExactly(expected);
    }
}
