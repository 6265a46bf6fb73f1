package dev.etcdtls.engine.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etcdtls.consumer.ConsumerProcess;
import dev.etcdtls.inventory.Balancer;
import dev.etcdtls.inventory.Clients;
import dev.etcdtls.inventory.ConsumerEntry;
import dev.etcdtls.inventory.Inventory;
import dev.etcdtls.model.BalancerName;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.HostName;
import dev.etcdtls.model.Outcome;
import dev.etcdtls.model.Problem;
import dev.etcdtls.model.UnitName;
import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.plan.ObservedChanges;
import dev.etcdtls.plan.ObservedClusters;
import dev.etcdtls.port.CensusTaker;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RefusedClientsTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final String PLAINTEXT = "tls: first record does not look like a TLS handshake";

    private final Map<String, Outcome<CensusTaker.Rejections>> logs = new HashMap<>();

    @Test
    void aClientThatWasLeftBehindIsNamedOnceWithAllItsAttempts() {
        told("m1", NOON.plusSeconds(60), new CensusTaker.Rejection("198.51.100.52", PLAINTEXT, 30));
        told("m2", NOON, new CensusTaker.Rejection("198.51.100.52", PLAINTEXT, 4));

        RefusedClients.Report report = report(closed(2), List.of());

        assertThat(report.since()).contains(NOON);
        assertThat(report.lines()).containsExactly("198.51.100.52: 34 times at m1, m2: " + PLAINTEXT);
    }

    @Test
    void theHostOfASourceIsNamed() {
        told("m1", NOON, new CensusTaker.Rejection("198.51.100.12", "tls: client didn't provide a certificate", 1));
        told("m2", NOON);

        assertThat(report(closed(2), List.of()).lines())
                .containsExactly("198.51.100.12 (m2): once at m1: tls: client didn't provide a certificate");
    }

    /** The check of a balancer makes a healthy member log a refusal each second. */
    @Test
    void theChecksOfADeclaredBalancerAreNotToldAndItsOtherRefusalsAre() {
        told(
                "m1",
                NOON,
                new CensusTaker.Rejection("198.51.100.8", "connection reset by peer", 3600),
                new CensusTaker.Rejection("198.51.100.8", PLAINTEXT, 2),
                new CensusTaker.Rejection("198.51.100.9", "EOF", 60),
                new CensusTaker.Rejection("198.51.100.9", "connection reset by peer", 1));
        Balancer balancer = new Balancer(new BalancerName("lb"), List.of("198.51.100.8"), Balancer.Check.TCP);

        assertThat(report(closed(1), List.of(balancer)).lines())
                .containsExactly(
                        "198.51.100.9: 61 times at m1: hung up before TLS was through, as health checks do",
                        "198.51.100.8: 2 times at m1: " + PLAINTEXT);
    }

    /** Other members, and the tool's tunnels. */
    @Test
    void hangUpsFromTheMembersHostsAreNotTold() {
        told(
                "m1",
                NOON,
                new CensusTaker.Rejection("198.51.100.12", "EOF", 3),
                new CensusTaker.Rejection("127.0.0.1", "EOF", 3),
                new CensusTaker.Rejection("198.51.100.12", PLAINTEXT, 1));
        told("m2", NOON);

        assertThat(report(closed(2), List.of()).lines())
                .containsExactly("198.51.100.12 (m2): once at m1: " + PLAINTEXT);
    }

    @Test
    void aMemberThatStillServesPlaintextHasCutOffNobody() {
        RefusedClients.Report report = report(ObservedClusters.plaintext(2), List.of());

        assertThat(report.since()).isEmpty();
        assertThat(report.lines()).isEmpty();
    }

    @Test
    void aMemberThatCannotBeAskedIsNamed() {
        told("m1", NOON);
        logs.put(
                "m2", new Outcome.Refused<>(new Problem(ErrorCode.HOST_UNREACHABLE, "hosts/m2", "SSH failed", "look")));

        assertThat(report(closed(2), List.of()).lines())
                .containsExactly("m2: whom it refused could not be read: SSH failed");
    }

    private void told(String host, Instant since, CensusTaker.Rejection... all) {
        logs.put(host, new Outcome.Done<>(new CensusTaker.Rejections(since, List.of(all))));
    }

    private RefusedClients.Report report(ClusterObservation seen, List<Balancer> balancers) {
        Inventory plain = ObservedClusters.inventory(2);
        Clients clients = new Clients(Clients.DEFAULT.flannel(), Clients.DEFAULT.kubernetes(), balancers);
        Inventory inventory = new Inventory(
                plain.cluster(),
                plain.hosts(),
                plain.issuer(),
                plain.consumers(),
                plain.names(),
                new Inventory.Tuning(
                        plain.tuning().reach(),
                        plain.tuning().ports(),
                        plain.tuning().census(),
                        clients));
        return new RefusedClients(new Logs(), inventory).of(seen);
    }

    private static ClusterObservation closed(int members) {
        ClusterObservation seen = ObservedClusters.plaintext(members);
        for (int number = 1; number <= members; number++) {
            seen = ObservedChanges.setting(
                    seen, number, "listen-client-urls", "https://198.51.100.1" + number + ":2379");
        }
        return seen;
    }

    private final class Logs implements CensusTaker {
        @Override
        public Outcome<List<ClientConnection>> watch(HostName host, List<Integer> ports, Duration window) {
            throw new AssertionError("nobody watches");
        }

        @Override
        public Outcome<Optional<ConsumerProcess>> process(ConsumerEntry consumer) {
            throw new AssertionError("nobody asks for processes");
        }

        @Override
        public Outcome<Rejections> rejections(HostName host, UnitName unit, Instant since) {
            return Optional.ofNullable(logs.get(host.value()))
                    .orElseThrow(() -> new AssertionError("nobody asks " + host));
        }
    }
}
