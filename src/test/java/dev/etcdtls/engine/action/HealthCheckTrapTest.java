package dev.etcdtls.engine.action;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etcdtls.consumer.ConsumerProcess;
import dev.etcdtls.inventory.Balancer;
import dev.etcdtls.inventory.ConsumerEntry;
import dev.etcdtls.inventory.Inventory;
import dev.etcdtls.model.Authority;
import dev.etcdtls.model.ConsumerName;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.HostName;
import dev.etcdtls.model.Outcome;
import dev.etcdtls.model.Problem;
import dev.etcdtls.model.UnitName;
import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.plan.ObservedChanges;
import dev.etcdtls.plan.ObservedClusters;
import dev.etcdtls.port.CensusTaker;
import dev.etcdtls.port.CensusTaker.ClientConnection;
import dev.etcdtls.port.CensusTaker.Speech;
import dev.etcdtls.step.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Three members on plaintext; somebody asks for their health. */
class HealthCheckTrapTest {
    private static final ClusterObservation SEEN = ObservedClusters.plaintext(3);
    private static final Inventory INVENTORY = ObservedClusters.inventory(3);

    private final Capture capture = new Capture();
    private final List<String> told = new ArrayList<>();

    /** What a capture on each host shows. */
    private static final class Capture implements CensusTaker {
        private final Map<HostName, Outcome<List<ClientConnection>>> shown = new ConcurrentHashMap<>();
        private final Map<HostName, String> asked = new ConcurrentHashMap<>();

        @Override
        public Outcome<List<ClientConnection>> watch(HostName host, List<Integer> ports, Duration window) {
            asked.put(host, ports + " " + window.toSeconds() + " s");
            return shown.getOrDefault(host, new Outcome.Done<>(List.of()));
        }

        @Override
        public Outcome<Optional<ConsumerProcess>> process(ConsumerEntry consumer) {
            throw new AssertionError("nobody looks at a process");
        }

        @Override
        public Outcome<Rejections> rejections(HostName host, UnitName unit, Instant since) {
            throw new AssertionError("nobody reads a journal");
        }
    }

    @Test
    void whoAsksEveryMemberIsToldOnce() {
        show(1, check(1, "198.51.100.8", 40_001, "", ""), check(1, "198.51.100.8", 40_002, "", ""));
        show(2, check(2, "198.51.100.8", 40_003, "", ""));

        assertThat(problems(INVENTORY))
                .extracting(Problem::toString)
                .containsExactly(
                        "HEALTH_CHECK_TRAP at clients: 198.51.100.8 asks GET /health on m1:2379, m2:2379 (3 times in 10"
                                + " s): it takes every member out of service when plaintext is closed; declare it under"
                                + " balancers, or change its check to TCP, then plan again");
        assertThat(told).hasSize(1);
    }

    /** A watchdog on a member's own host would find its member dead. */
    @Test
    void whoAsksOnItsOwnHostIsToldByItsProcess() {
        show(2, check(2, "127.0.0.1", 40_001, "curl/88", "watchdog.service"));

        assertThat(problems(INVENTORY))
                .extracting(Problem::summary)
                .containsExactly(
                        "127.0.0.1 (curl of watchdog.service on m2) asks GET /health on m2:2379 (once in 10 s): it"
                                + " takes every member out of service when plaintext is closed");
    }

    @Test
    void otherConnectionsAreForTheCensus() {
        show(
                1,
                new ClientConnection(listener(1), from("198.51.100.8", 1), Speech.PLAINTEXT, "", "", ""),
                new ClientConnection(listener(1), from("198.51.100.8", 2), Speech.KNOCK, "", "", ""),
                new ClientConnection(listener(1), from("198.51.100.8", 3), Speech.SILENT, "", "", ""));

        assertThat(problems(INVENTORY)).isEmpty();
    }

    @Test
    void aDeclaredBalancerAndADeclaredConsumerAreKnown() {
        Balancer lb = ObservedClusters.balancer(Balancer.Check.HTTP);
        show(1, check(1, "198.51.100.8", 40_001, "", ""));
        assertThat(problems(ObservedClusters.balanced(INVENTORY, lb))).isEmpty();

        show(1, new ClientConnection(listener(1), from("198.51.100.51", 1), Speech.HEALTH_CHECK, "", "", "a1"));
        assertThat(problems(INVENTORY)).hasSize(1);
        assertThat(problems(consuming(INVENTORY))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"5, 10", "20, 20", "600, 30"})
    void theWindowIsAsLongAsTheQuietTimeWithinBounds(long quiet, String seconds) {
        trap().problems(INVENTORY, SEEN, List.of(census(quiet)));

        assertThat(capture.asked)
                .containsOnlyKeys(new HostName("m1"), new HostName("m2"), new HostName("m3"))
                .containsValue("[2379] " + seconds + " s");
    }

    @Test
    void nobodyIsWatchedWhenNothingIsClosed() {
        assertThat(trap().problems(INVENTORY, SEEN, List.of())).isEmpty();

        ClusterObservation closed = ObservedChanges.setting(
                ObservedClusters.plaintext(1), 1, "listen-client-urls", "https://198.51.100.11:2379");
        assertThat(trap().problems(INVENTORY, closed, List.of(census(10)))).isEmpty();
        assertThat(capture.asked).isEmpty();
    }

    /** etcd answers there for /health, and there alone. */
    @Test
    void listenersForHttpAloneAreWatched() {
        ClusterObservation apart = ObservedChanges.setting(
                ObservedClusters.plaintext(1), 1, "listen-client-http-urls", "http://198.51.100.11:2377");

        trap().problems(INVENTORY, apart, List.of(census(10)));

        assertThat(capture.asked).containsExactly(Map.entry(new HostName("m1"), "[2379, 2377] 10 s"));
    }

    @Test
    void whatCouldNotBeWatchedIsNoAllClear() {
        Problem tool = new Problem(ErrorCode.HOST_TOOL_MISSING, "hosts/m3", "no tcpdump", "install it");
        capture.shown.put(new HostName("m3"), new Outcome.Refused<>(tool));

        assertThat(problems(INVENTORY)).containsExactly(tool);
    }

    private List<Problem> problems(Inventory inventory) {
        return trap().problems(inventory, SEEN, List.of(census(10)));
    }

    private HealthCheckTrap trap() {
        return new HealthCheckTrap(capture, told::add);
    }

    private static Step census(long quiet) {
        return new Step.TakeCensus(List.of(), List.of(), Duration.ofSeconds(quiet), Duration.ofMinutes(20));
    }

    private void show(int member, ClientConnection... connections) {
        capture.shown.put(ObservedClusters.hostOf(member), new Outcome.Done<>(List.of(connections)));
    }

    private static ClientConnection check(int member, String address, int port, String process, String unit) {
        return new ClientConnection(listener(member), from(address, port), Speech.HEALTH_CHECK, process, unit, "");
    }

    private static Authority listener(int member) {
        return new Authority(ObservedClusters.address(member), 2379);
    }

    private static Authority from(String address, int port) {
        return new Authority(address, port);
    }

    private static Inventory consuming(Inventory inventory) {
        ConsumerEntry consumer = new ConsumerEntry(
                new ConsumerName("backup"),
                ConsumerEntry.Kind.SELF_MOVING,
                new HostName("a1"),
                Optional.empty(),
                List.of(),
                new ConsumerEntry.Behaviour(Optional.empty(), false));
        return new Inventory(
                inventory.cluster(),
                inventory.hosts(),
                inventory.issuer(),
                List.of(consumer),
                inventory.names(),
                inventory.tuning());
    }
}
