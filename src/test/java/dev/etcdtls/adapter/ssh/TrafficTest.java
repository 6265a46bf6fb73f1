package dev.etcdtls.adapter.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etcdtls.model.Authority;
import dev.etcdtls.port.CensusTaker.Speech;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the census makes of packets and sockets. */
class TrafficTest {
    private static final String HOST = """
        address 127.0.0.1
        address 198.51.100.11
        port 198.51.100.11:2379 users:(("etcd",pid=151,fd=7))
        port 127.0.0.1:2379 users:(("etcd",pid=151,fd=6))
        self 900
        owner 151 etcd.service
        owner 300 workload.service
        owner 900 ssh.service
        dropped 0
        """;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        ClientHello                     | 1 | 0 | 1603010200010001 | 1 |  0 |  0 | TLS
        HTTP/2 preface                  | 1 | 0 | 505249202a204854 | 0 |  5 |  0 | PLAINTEXT
        GET                             | 1 | 0 | 474554202f204854 | 0 |  1 |  0 | PLAINTEXT
        something else from the begin   | 1 | 0 | 0001020304050607 | 0 |  0 |  9 | PLAINTEXT
        begin decides, not what follows | 1 | 0 | 1603010200010001 | 1 |  3 | 50 | TLS
        open and never a byte           | 1 | 0 | -                | 0 |  0 |  0 | SILENT
        begun and ended, never a byte   | 1 | 1 | -                | 0 |  0 |  0 | KNOCK
        ended, its begin was not seen   | 0 | 1 | -                | 0 |  0 |  0 | SILENT
        ended after a ClientHello       | 1 | 1 | 1603010200010001 | 1 |  0 |  0 | TLS
        GET /health                     | 1 | 1 | 474554202f6865616c746820 | 0 | 1 | 0 | HEALTH_CHECK
        HEAD /health                    | 1 | 1 | 48454144202f6865616c7468 | 0 | 1 | 0 | HEALTH_CHECK
        GET /health once more           | 0 | 0 | 474554202f6865616c746820 | 0 | 1 | 0 | HEALTH_CHECK
        GET /heaven                     | 1 | 1 | 474554202f68656176656e20 | 0 | 1 | 0 | PLAINTEXT
        there before, application data  | 0 | 0 | 1703030034aabbcc | 9 |  0 |  2 | TLS
        there before, HTTP/2 frames     | 0 | 0 | 0000080600000000 | 0 | 12 |  0 | PLAINTEXT
        there before, in a long record  | 0 | 0 | ab90cd3311223344 | 3 |  0 | 70 | TLS
        there before, only the middle   | 0 | 0 | ab90cd3311223344 | 0 |  0 |  4 | UNCLEAR
        there before, no evidence       | 0 | 0 | ab90cd3311223344 | 2 |  2 |  4 | UNCLEAR
        """)
    void bytesTellTheLanguage(
            String what, int begin, int ended, String first, int tls, int plain, int other, Speech speech) {
        String line = "198.51.100.50:40536 198.51.100.11:2379 "
                + String.join(" ", List.of("" + begin, "" + ended, first, "" + tls, "" + plain, "" + other));

        assertThat(Flow.parse(line).orElseThrow().speech()).as(what).isEqualTo(speech);
    }

    @Test
    void anOpenSocketWithoutPacketsIsSilent() {
        Traffic traffic = traffic("seen 198.51.100.11:2379 198.51.100.50:40536 users:((\"etcd\",pid=151,fd=28))\n");

        assertThat(traffic.connections())
                .containsExactly(Map.entry(connection("198.51.100.50:40536", "198.51.100.11:2379"), Speech.SILENT));
    }

    /** etcd's JSON gateway dials its own listener. */
    @Test
    void theMembersOwnConnectionsAreLeftOut() {
        Traffic traffic = traffic("""
            flow 127.0.0.1:46442 127.0.0.1:2379 0 0 0000080600000000 0 2 0
            seen 127.0.0.1:46442 127.0.0.1:2379 users:(("etcd",pid=151,fd=14))
            seen 127.0.0.1:2379 127.0.0.1:46442 users:(("etcd",pid=151,fd=15))
            """);

        assertThat(traffic.connections()).isEmpty();
    }

    @Test
    void theToolsOwnTunnelsAreLeftOutAndNobodyElses() {
        Traffic traffic = traffic("""
            flow 127.0.0.1:50000 127.0.0.1:2379 1 0 505249202a204854 0 2 0
            seen 127.0.0.1:50000 127.0.0.1:2379 users:(("sshd",pid=900,fd=9))
            flow 127.0.0.1:50001 127.0.0.1:2379 1 0 505249202a204854 0 2 0
            seen 127.0.0.1:50001 127.0.0.1:2379 users:(("sshd",pid=901,fd=9))
            """);

        assertThat(traffic.connections()).containsOnlyKeys(connection("127.0.0.1:50001", "127.0.0.1:2379"));
    }

    /** A host's own client of another member sends to the same port number. */
    @Test
    void connectionsToOtherHostsAreNotThisMembersClients() {
        Traffic traffic = traffic("""
            flow 198.51.100.11:41000 198.51.100.12:2379 1 0 505249202a204854 0 2 0
            seen 198.51.100.11:41000 198.51.100.12:2379 users:(("python3",pid=300,fd=3))
            """);

        assertThat(traffic.connections()).isEmpty();
    }

    @Test
    void twoUsesOfOneClientPortInTwoLanguagesProveNothing() {
        Traffic traffic = traffic("""
            flow 198.51.100.50:40536 198.51.100.11:2379 1 0 505249202a204854 0 2 0
            flow 198.51.100.50:40536 198.51.100.11:2379 1 0 1603010200010001 1 0 0
            """);

        assertThat(traffic.connections().values()).containsExactly(Speech.UNCLEAR);
    }

    @Test
    void aKnockBeforeOrAfterWordsIsOfTheSameLanguage() {
        Traffic traffic = traffic("""
            flow 198.51.100.50:40536 198.51.100.11:2379 1 1 - 0 0 0
            flow 198.51.100.50:40536 198.51.100.11:2379 1 1 505249202a204854 0 2 0
            flow 198.51.100.50:40537 198.51.100.11:2379 1 1 - 0 0 0
            flow 198.51.100.50:40537 198.51.100.11:2379 1 0 - 0 0 0
            flow 198.51.100.50:40538 198.51.100.11:2379 1 1 - 0 0 0
            flow 198.51.100.50:40538 198.51.100.11:2379 1 1 - 0 0 0
            """);

        assertThat(traffic.connections())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        connection("198.51.100.50:40536", "198.51.100.11:2379"), Speech.PLAINTEXT,
                        connection("198.51.100.50:40537", "198.51.100.11:2379"), Speech.SILENT,
                        connection("198.51.100.50:40538", "198.51.100.11:2379"), Speech.KNOCK));
    }

    /** A bulk writer that is caught in the middle of a record may speak either language. */
    @Test
    void anOlderConnectionOfWhichOnlyMiddlesAreSeenProvesNothing() {
        Traffic traffic = traffic("""
            flow 198.51.100.50:40536 198.51.100.11:2379 0 0 a1b2c3d4e5f60718 0 0 9
            flow 198.51.100.50:40537 198.51.100.11:2379 0 0 a1b2c3d4e5f60718 0 3 9
            """);

        assertThat(traffic.connections())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        connection("198.51.100.50:40536", "198.51.100.11:2379"), Speech.UNCLEAR,
                        connection("198.51.100.50:40537", "198.51.100.11:2379"), Speech.PLAINTEXT));
    }

    @Test
    void anIpv4AddressInIpv6ClothesIsTheSameClient() {
        Traffic traffic = traffic("""
            flow 198.51.100.50:40536 198.51.100.11:2379 1 0 1603010200010001 1 0 0
            seen [::ffff:198.51.100.11]:2379 [::ffff:198.51.100.50]:40536 users:(("etcd",pid=151,fd=28))
            """);

        assertThat(traffic.connections().values()).containsExactly(Speech.TLS);
    }

    @Test
    void theHolderOfAConnectionIsNamed() {
        Clients clients = clients("seen 198.51.100.50:40536 198.51.100.11:2379 users:((\"python3\",pid=300,fd=3))\n");

        assertThat(clients.of(connection("198.51.100.50:40536", "198.51.100.11:2379")))
                .isEqualTo(new Clients.Client("python3/300", "300", "workload.service"));
    }

    @Test
    void aConnectionThatIsOverIsLaidToTheOneProcessThatDialsThatPort() {
        Clients clients = clients("seen 198.51.100.50:40536 198.51.100.11:2379 users:((\"python3\",pid=300,fd=3))\n");

        assertThat(clients.of(connection("198.51.100.50:51111", "198.51.100.11:2379"))
                        .unit())
                .isEqualTo("workload.service");
        assertThat(clients.of(connection("198.51.100.50:51111", "198.51.100.11:2378")))
                .isEqualTo(Clients.UNKNOWN);
    }

    @Test
    void betweenTwoProcessesNobodyGuesses() {
        Clients clients = clients("""
            seen 198.51.100.50:40536 198.51.100.11:2379 users:(("python3",pid=300,fd=3))
            seen 198.51.100.50:40537 198.51.100.11:2379 users:(("etcdctl",pid=301,fd=3))
            """);

        assertThat(clients.of(connection("198.51.100.50:51111", "198.51.100.11:2379")))
                .isEqualTo(Clients.UNKNOWN);
    }

    @Test
    void aReportThatWasCutShortIsNone() {
        assertThat(Traffic.parse(HOST)).isEmpty();
    }

    private static Traffic traffic(String lines) {
        return Traffic.parse(HOST + lines + "end\n").orElseThrow();
    }

    private static Clients clients(String lines) {
        return Clients.of(HostReport.parse(HOST + lines + "end\n").orElseThrow());
    }

    private static Traffic.Connection connection(String client, String server) {
        return new Traffic.Connection(Authority.parse(client), Authority.parse(server));
    }
}
