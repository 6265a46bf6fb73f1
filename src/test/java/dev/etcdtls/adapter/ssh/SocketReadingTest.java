package dev.etcdtls.adapter.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etcdtls.model.Authority;
import dev.etcdtls.observation.Socket;
import dev.etcdtls.observation.Socket.State;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SocketReadingTest {
    @Test
    void aSocketIsReadWithItsProcessAndUnit() {
        List<Socket> sockets = SocketReading.read(
                List.of(
                        "LISTEN    0      4096   198.51.100.11:2380        0.0.0.0:*    "
                                + " users:((\"etcd\",pid=122,fd=3)) ",
                        "ESTAB     0      0      198.51.100.11:2380  198.51.100.13:60258"
                                + " users:((\"etcd\",pid=122,fd=21),(\"etcd\",pid=7,fd=1))",
                        "TIME-WAIT 0      0      198.51.100.11:41224 198.51.100.12:2380 ",
                        "ESTAB     0      0          127.0.0.1:40918     127.0.0.1:2379 "),
                Map.of("122", "etcd.service"));

        assertThat(sockets)
                .containsExactly(
                        new Socket(
                                State.LISTENING,
                                new Authority("198.51.100.11", 2380),
                                new Authority("0.0.0.0", 2380),
                                "etcd/122",
                                "etcd.service"),
                        new Socket(
                                State.ESTABLISHED,
                                new Authority("198.51.100.11", 2380),
                                new Authority("198.51.100.13", 60_258),
                                "etcd/122",
                                "etcd.service"),
                        new Socket(
                                State.ESTABLISHED,
                                new Authority("127.0.0.1", 40_918),
                                new Authority("127.0.0.1", 2379),
                                "",
                                ""));
    }

    @ParameterizedTest
    @CsvSource({
        "*:2379, [::]:2379",
        "[::]:2379, [::]:2379",
        "[::ffff:192.0.2.7]:2379, 192.0.2.7:2379",
        "[::1]:2379, [::1]:2379",
        "127.0.0.53%lo:53, 127.0.0.53:53",
        "[fe80::1%eth0]:2379, [fe80::1]:2379",
        "[fe80::1]%eth0:2379, [fe80::1]:2379",
        "0.0.0.0:*, 0.0.0.0:2379",
    })
    void anAddressIsReadInEveryForm(String printed, String address) {
        assertThat(SocketReading.authority(printed, 2379)).contains(Authority.parse(address));
    }

    @Test
    void aProcessWithoutUnitHasNone() {
        assertThat(SocketReading.owners(List.of("122 etcd.service", "17 ")))
                .containsExactly(Map.entry("122", "etcd.service"));
    }
}
