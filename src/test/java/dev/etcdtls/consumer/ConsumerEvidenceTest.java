package dev.etcdtls.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etcdtls.consumer.ConsumerEvidence.CountsAsTls;
import dev.etcdtls.consumer.ConsumerEvidence.ProvesNothing;
import dev.etcdtls.model.ConsumerName;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ConsumerEvidenceTest {
    private static final String ENDPOINTS = "https://10.0.0.1:2379,https://10.0.0.2:2379";
    private static final Map<String, String> MOVED = Map.of(
            "FLANNELD_ETCD_ENDPOINTS", ENDPOINTS,
            "FLANNELD_ETCD_CAFILE", "/etc/etcd-client/n1/current/ca.crt",
            "FLANNELD_ETCD_CERTFILE", "/etc/etcd-client/n1/current/client.crt",
            "FLANNELD_ETCD_KEYFILE", "/etc/etcd-client/n1/current/client.key");
    private static final Instant PLACED = Instant.parse("2026-11-23T10:00:00Z");
    private static final Instant STARTED = Instant.parse("2026-11-23T10:00:05Z");

    @Test
    void anIdleConnectionOfTheVeryProcessCountsAsTls() {
        assertThat(ConsumerEvidence.of(process(MOVED), OptionalLong.of(421), Optional.of(PLACED)))
                .isEqualTo(
                        new CountsAsTls("n1 (process 421) was started at 2026-11-23T10:00:05Z, after its certificates"
                                + " were in place, and speaks TLS with a client certificate: every endpoint is https"));
    }

    /** Each variable put otherwise turns the settings into something that looks moved. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
        FLANNELD_ETCD_ENDPOINTS | http://10.0.0.1:2379 | n1 speaks plaintext although a CA, a certificate and a key are set: no endpoint is https
        FLANNELD_ETCD_ENDPOINTS | https://10.0.0.1:2379,http://10.0.0.2:2379 | n1 speaks TLS with every endpoint: its list holds http and https, and the first, https://10.0.0.1:2379, decides for all
        FLANNELD_ETCD_CAFILE | - | n1 speaks TLS without a CA
        FLANNELD_ETCD_KEYFILE | - | n1 does not get through: its endpoints are https, and without both certificate and key flanneld sets up no TLS of its own and ignores the CA
        FLANNELD_KUBE_SUBNET_MGR | true | n1 cannot be judged: it keeps its subnets in Kubernetes (--kube-subnet-mgr) and talks to no etcd
        """)
    void nothingLessThanTlsCounts(String variable, String value, String reason) {
        Map<String, String> environment = new TreeMap<>(MOVED);
        environment.put(variable, value == null ? "" : value);

        assertThat(ConsumerEvidence.of(process(environment), OptionalLong.of(421), Optional.empty()))
                .isEqualTo(new ProvesNothing(List.of(reason)));
    }

    @Test
    void anotherProcessProvesNothing() {
        assertThat(ConsumerEvidence.of(process(MOVED), OptionalLong.of(512), Optional.empty()))
                .isEqualTo(refusal("the connection is held by process 512, not by n1 (process 421)"));
        assertThat(ConsumerEvidence.of(process(MOVED), OptionalLong.empty(), Optional.empty()))
                .isEqualTo(refusal("it is not known which process holds the connection"));
    }

    @Test
    void aProcessOlderThanItsCertificatesProvesNothing() {
        assertThat(evidence(Optional.of(STARTED.plusMillis(1)), Optional.empty()))
                .isEqualTo(refusal(
                        "n1 (process 421) was started at 2026-11-23T10:00:05Z, not after its certificates were in"
                                + " place (2026-11-23T10:00:05.001Z)"));
        assertThat(evidence(Optional.of(STARTED), Optional.empty())).isInstanceOf(ProvesNothing.class);
        assertThat(evidence(Optional.empty(), Optional.empty()))
                .isEqualTo(refusal("it is not known since when n1's certificates are in place"));
    }

    @Test
    void plaintextThatWasSeenFromItOverrules() {
        assertThat(evidence(Optional.of(PLACED), Optional.of(STARTED)))
                .isEqualTo(refusal("plaintext was seen from n1 at 2026-11-23T10:00:05Z, and it was not started since"));
        assertThat(evidence(Optional.of(PLACED), Optional.of(STARTED.minusMillis(1))))
                .isInstanceOf(CountsAsTls.class);
    }

    @Test
    void allReasonsAreGivenAtOnce() {
        ConsumerProcess process = new ConsumerProcess(
                new ConsumerName("n1"),
                421,
                STARTED,
                ClientSettings.ofFlanneld(List.of("/usr/local/bin/flanneld"), Map.of()),
                Optional.of(STARTED));

        assertThat(ConsumerEvidence.of(process, OptionalLong.of(1), Optional.of(STARTED)))
                .isInstanceOfSatisfying(
                        ProvesNothing.class,
                        nothing -> assertThat(nothing.reasons()).hasSize(4));
    }

    private static ConsumerEvidence evidence(Optional<Instant> certificatesSince, Optional<Instant> lastPlaintext) {
        ConsumerProcess process = new ConsumerProcess(
                new ConsumerName("n1"), 421, STARTED, process(MOVED).settings(), certificatesSince);
        return ConsumerEvidence.of(process, OptionalLong.of(421), lastPlaintext);
    }

    private static ConsumerProcess process(Map<String, String> environment) {
        return new ConsumerProcess(
                new ConsumerName("n1"),
                421,
                STARTED,
                ClientSettings.ofFlanneld(List.of("/usr/local/bin/flanneld", "--iface=eth0"), environment),
                Optional.of(PLACED));
    }

    private static ConsumerEvidence refusal(String reason) {
        return new ProvesNothing(List.of(reason));
    }
}
