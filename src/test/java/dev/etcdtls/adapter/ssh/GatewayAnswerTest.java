package dev.etcdtls.adapter.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etcdtls.model.EtcdVersion;
import dev.etcdtls.model.MemberId;
import dev.etcdtls.port.EtcdReads.Entry;
import dev.etcdtls.port.EtcdReads.SelfReport;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Answers of the JSON gateway as etcd 3.5.16 gave them. */
class GatewayAnswerTest {
    private static final String HEADER =
            "\"header\":{\"cluster_id\":\"17237436991929493444\",\"member_id\":\"9372538179322589801\",\"revision\":\"42\",\"raft_term\":\"3\"}";

    @Test
    void aStatusIsRead() {
        SelfReport report = answer(
                        "\"version\":\"3.5.16\",\"dbSize\":\"20480\",\"leader\":\"10501334649042878790\",\"raftIndex\":\"1001\","
                                + "\"raftTerm\":\"3\",\"raftAppliedIndex\":\"1000\",\"dbSizeInUse\":\"16384\",\"errors\":[\"NOSPACE\"]")
                .status();

        assertThat(report.self()).isEqualTo(MemberId.parse("8211f1d0f64f3269"));
        assertThat(report.cluster()).hasToString("ef37ad9dc622a7c4");
        assertThat(report.status().version()).isEqualTo(new EtcdVersion(3, 5, 16));
        assertThat(report.status().leader()).contains(MemberId.parse("91bc3c398fb3c146"));
        assertThat(report.status().raft().applied()).isEqualTo(1000);
        assertThat(report.status().database().inUse()).isEqualTo(16_384);
        assertThat(report.status().errors()).containsExactly("NOSPACE");
    }

    /** What is zero is left out. */
    @Test
    void aMemberWithoutLeaderSaysNoneAtAll() {
        assertThat(answer("\"version\":\"3.4.23\"").status().status().leader()).isEmpty();
    }

    @Test
    void membersAreRead() {
        List<Entry> entries = answer("\"members\":[{\"ID\":\"9372538179322589801\",\"name\":\"m1\","
                        + "\"peerURLs\":[\"https://198.51.100.11:2380\",\"http://198.51.100.11:2380\"],\"clientURLs\":[\"http://198.51.100.11:2379\"]},"
                        + "{\"ID\":\"7\",\"peerURLs\":[\"http://198.51.100.12:2380\"],\"isLearner\":true}]")
                .members();

        assertThat(entries.getFirst().name()).hasToString("m1");
        assertThat(entries.getFirst().peerUrls())
                .hasToString("[http://198.51.100.11:2380, https://198.51.100.11:2380]");
        assertThat(entries.getLast().name()).hasToString("7");
        assertThat(entries.getLast().learner()).isTrue();
        assertThat(entries.getLast().clientUrls()).isEmpty();
    }

    @Test
    void alarmsAndRevisionsAreRead() {
        GatewayAnswer answer = answer("\"alarms\":[{\"memberID\":\"9372538179322589801\",\"alarm\":\"NOSPACE\"}]");

        assertThat(answer.alarms()).containsExactly("NOSPACE 8211f1d0f64f3269");
        assertThat(answer.revision()).isEqualTo(42);
    }

    @Test
    void whatIsNoAnswerOfTheGatewayIsNone() {
        assertThat(GatewayAnswer.parse("404 page not found")).isEmpty();
        assertThat(GatewayAnswer.parse("{\"error\":\"x\",\"code\":14}")).isEmpty();
        assertThat(GatewayAnswer.complaint("{\"error\":\"etcdserver: no leader\",\"code\":14}"))
                .isEqualTo("etcdserver: no leader");
        assertThat(GatewayAnswer.complaint("<html>")).isEmpty();
    }

    private static GatewayAnswer answer(String fields) {
        return GatewayAnswer.parse("{" + HEADER + "," + fields + "}").orElseThrow();
    }
}
