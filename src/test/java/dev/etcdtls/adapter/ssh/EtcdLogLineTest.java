package dev.etcdtls.adapter.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Lines as etcd 3.5.16 and 3.4.23 write them. */
class EtcdLogLineTest {
    @Test
    void aRefusalIsToldWithTheNamesInTheCertificate() {
        assertThat(EtcdLogLine.words(
                        "{\"level\":\"warn\",\"ts\":\"2026-11-23T11:37:24.347066Z\",\"caller\":\"embed/config_logging.go:161\",\"msg\":\"rejected"
                                + " connection on peer endpoint\","
                                + "\"remote-addr\":\"198.51.100.11:47514\",\"server-name\":\"\",\"ip-addresses\":[],\"dns-names\":[\"consumer.example\"],\"error\":\"client"
                                + " certificate authentication failed\"}"))
                .isEqualTo("rejected connection on peer endpoint, error client certificate authentication failed,"
                        + " remote-addr 198.51.100.11:47514, dns-names [\"consumer.example\"]");
    }

    @Test
    void aLineOfPlainTextStaysAsItIs() {
        String line = "2026-11-23 11:37:24 C | etcdmain: open /x/member.crt: no such file or directory";

        assertThat(EtcdLogLine.words(line)).isEqualTo(line);
        assertThat(EtcdLogLine.words("{not json")).isEqualTo("{not json");
    }

    @Test
    void systemdsOwnWordsAreNoReason() {
        String log = """
            Started etcd-tls-rehearsal-m1.service.
            {"level":"info","msg":"opened error log"}
            {"level":"fatal","msg":"discovery failed","error":"open /x/member.crt: no such file or directory"}
            etcd-tls-rehearsal-m1.service: Main process exited, code=exited, status=1/FAILURE
            etcd-tls-rehearsal-m1.service: Failed with result 'exit-code'.
            """;

        assertThat(EtcdLogLine.lastTrouble(log, "etcd-tls-rehearsal-m1"))
                .isEqualTo("discovery failed, error open /x/member.crt: no such file or directory");
        assertThat(EtcdLogLine.lastTrouble(
                        "setting maximum number of CPUs\nopen /x/member.crt: no such file or directory\n", "x"))
                .as("etcd 3.4 names no level")
                .startsWith("open /x/member.crt");
        assertThat(EtcdLogLine.lastTrouble("", "x")).isEmpty();
    }
}
