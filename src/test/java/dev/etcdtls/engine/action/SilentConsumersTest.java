package dev.etcdtls.engine.action;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etcdtls.consumer.ClientSettings;
import dev.etcdtls.consumer.ConsumerProcess;
import dev.etcdtls.inventory.ConsumerEntry;
import dev.etcdtls.model.Authority;
import dev.etcdtls.model.ConsumerName;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.HostName;
import dev.etcdtls.model.Outcome;
import dev.etcdtls.model.Problem;
import dev.etcdtls.model.UnitName;
import dev.etcdtls.port.CensusTaker;
import dev.etcdtls.port.CensusTaker.ClientConnection;
import dev.etcdtls.port.CensusTaker.Speech;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class SilentConsumersTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Authority MEMBER = Authority.parse("198.51.100.11:2379");
    private static final ConsumerEntry FLANNELD = new ConsumerEntry(
            new ConsumerName("flannel-n1"),
            ConsumerEntry.Kind.FLANNELD,
            new HostName("n1"),
            Optional.of(new UnitName("flanneld.service")),
            List.of(),
            new ConsumerEntry.Behaviour(Optional.empty(), false));

    private final Processes processes = new Processes();
    private final SilentConsumers silent = new SilentConsumers(processes, new DeclaredConsumers(List.of(FLANNELD)));

    /** What looks at processes give; nobody watches here. */
    private static final class Processes implements CensusTaker {
        private Outcome<Optional<ConsumerProcess>> next = new Outcome.Done<>(Optional.empty());
        private int looks;

        @Override
        public Outcome<List<ClientConnection>> watch(HostName host, List<Integer> ports, Duration window) {
            throw new AssertionError("nobody watches");
        }

        @Override
        public Outcome<Rejections> rejections(HostName host, UnitName unit, Instant since) {
            throw new AssertionError("nobody asks for refusals");
        }

        @Override
        public Outcome<Optional<ConsumerProcess>> process(ConsumerEntry consumer) {
            looks++;
            return next;
        }
    }

    @Test
    void theSilenceOfAMovedProcessIsTls() {
        processes.next = process(33, "https", NOON.minusSeconds(60), NOON.minusSeconds(90));

        assertThat(speech(connection(Speech.SILENT, 33))).isEqualTo(Speech.TLS);
        assertThat(silent.reasons()).isEmpty();
        assertThat(silent.proofs().get(FLANNELD.name()))
                .startsWith(
                        "flannel-n1 (process 33) was started at " + NOON.minusSeconds(60) + ", after its certificates");
    }

    @Test
    void aProcessThatWasToldNothingOfTlsStaysSilent() {
        processes.next = process(33, "http", NOON.minusSeconds(60), NOON.minusSeconds(90));

        assertThat(speech(connection(Speech.SILENT, 33))).isEqualTo(Speech.SILENT);
        assertThat(silent.proofs()).isEmpty();
        assertThat(silent.reasons())
                .singleElement()
                .asString()
                .startsWith("consumer flannel-n1 is silent: flannel-n1 ")
                .contains("http");
    }

    @Test
    void onlyTheVeryProcessThatHoldsTheConnectionProvesAnything() {
        processes.next = process(33, "https", NOON.minusSeconds(60), NOON.minusSeconds(90));

        assertThat(speech(connection(Speech.SILENT, 34))).isEqualTo(Speech.SILENT);
        assertThat(speech(connection(Speech.SILENT))).isEqualTo(Speech.SILENT);
    }

    @Test
    void aProcessThatIsOlderThanItsCertificatesDoesNotUseThem() {
        processes.next = process(33, "https", NOON.minusSeconds(60), NOON.minusSeconds(30));

        assertThat(speech(connection(Speech.SILENT, 33))).isEqualTo(Speech.SILENT);
    }

    /** Its settings say https, and its bytes said otherwise. */
    @Test
    void plaintextOfTheSameProcessOverrulesItsSettings() {
        processes.next = process(33, "https", NOON.minusSeconds(60), NOON.minusSeconds(90));
        silent.explained(List.of(connection(Speech.PLAINTEXT, 33)), NOON);

        assertThat(speech(connection(Speech.SILENT, 33))).isEqualTo(Speech.SILENT);
    }

    @Test
    void plaintextOfTheProcessBeforeItDoesNot() {
        processes.next = process(33, "https", NOON.minusSeconds(60), NOON.minusSeconds(90));
        silent.explained(List.of(connection(Speech.PLAINTEXT, 20)), NOON);

        assertThat(speech(connection(Speech.SILENT, 33))).isEqualTo(Speech.TLS);
    }

    @Test
    void aHostThatCannotBeAskedLeavesItSilentAndSaysWhy() {
        processes.next = new Outcome.Refused<>(
                new Problem(ErrorCode.HOST_UNREACHABLE, "hosts/n1", "n1 cannot be reached", "look at it"));

        assertThat(speech(connection(Speech.SILENT, 33))).isEqualTo(Speech.SILENT);
        assertThat(silent.reasons()).containsExactly("consumer flannel-n1 is silent: n1 cannot be reached");
    }

    @Test
    void whoIsNotDeclaredOrSpeaksIsNotLookedAt() {
        ClientConnection stranger = new ClientConnection(
                MEMBER,
                new Authority("198.51.100.99", 40_000),
                Speech.SILENT,
                "probe/7",
                "probe.service",
                "",
                OptionalLong.of(7));

        assertThat(silent.explained(List.of(stranger, connection(Speech.TLS, 33)), NOON))
                .extracting(ClientConnection::speech)
                .containsExactly(Speech.SILENT, Speech.TLS);
        assertThat(processes.looks).isZero();
    }

    private Speech speech(ClientConnection connection) {
        return silent.explained(List.of(connection), NOON).getFirst().speech();
    }

    private static ClientConnection connection(Speech speech, long... holder) {
        return new ClientConnection(
                MEMBER,
                new Authority("198.51.100.31", 40_000),
                speech,
                "flanneld/33",
                "flanneld.service",
                "n1",
                holder.length == 0 ? OptionalLong.empty() : OptionalLong.of(holder[0]));
    }

    private static Outcome<Optional<ConsumerProcess>> process(
            long pid, String scheme, Instant started, Instant certificatesSince) {
        Map<String, String> environment = Map.of(
                "FLANNELD_ETCD_ENDPOINTS", scheme + "://198.51.100.11:2379",
                "FLANNELD_ETCD_CAFILE", "/etc/flannel/tls/ca.crt",
                "FLANNELD_ETCD_CERTFILE", "/etc/flannel/tls/client.crt",
                "FLANNELD_ETCD_KEYFILE", "/etc/flannel/tls/client.key");
        ClientSettings settings = ClientSettings.ofFlanneld(List.of("/usr/local/bin/flanneld"), environment);
        return new Outcome.Done<>(Optional.of(
                new ConsumerProcess(FLANNELD.name(), pid, started, settings, Optional.of(certificatesSince))));
    }
}
