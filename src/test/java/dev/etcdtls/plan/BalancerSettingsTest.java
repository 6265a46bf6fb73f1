package dev.etcdtls.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etcdtls.guard.Outage;
import dev.etcdtls.guard.StepDone;
import dev.etcdtls.guard.StepGuard;
import dev.etcdtls.inventory.Balancer;
import dev.etcdtls.inventory.Balancer.Check;
import dev.etcdtls.inventory.Inventory;
import dev.etcdtls.model.Authority;
import dev.etcdtls.model.BalancerName;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.Problem;
import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.observation.Socket;
import dev.etcdtls.step.Step;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A member behind a load balancer keeps a plaintext /health, and gets it before plaintext is closed. */
class BalancerSettingsTest {
    private static final String METRICS = "listen-metrics-urls";
    private static final Inventory BALANCED =
            ObservedClusters.balanced(ObservedClusters.inventory(1), ObservedClusters.balancer(Check.HTTP));
    private static final ClusterObservation ONE = ObservedClusters.plaintext(1);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http://198.51.100.11:2379,http://127.0.0.1:2379 | http://198.51.100.11:2381",
                "http://198.51.100.11:2379,http://10.0.0.1:2379 | http://198.51.100.11:2381,http://10.0.0.1:2381",
                "http://0.0.0.0:2379,http://198.51.100.11:4001 | http://0.0.0.0:2381",
                "http://[fd00::1]:2379 | http://[fd00::1]:2381",
                "http://127.0.0.1:2379 | http://127.0.0.1:2381"
            })
    void acceptListensForHealthWhereClientsAreListenedFor(String listeners, String metrics) {
        ClusterObservation seen = ObservedChanges.setting(ONE, 1, "listen-client-urls", listeners);

        assertThat(accept(Planning.plan(BALANCED, seen, Planning.OUTAGE)).edit().set())
                .containsEntry(METRICS, metrics);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://198.51.100.11:9379", "https://198.51.100.11:9379,http://0.0.0.0:9380"})
    void aListenerThatABalancerCanAskAlreadyIsEnough(String own) {
        ClusterObservation seen = ObservedChanges.setting(ONE, 1, METRICS, own);

        assertThat(accept(Planning.plan(BALANCED, seen, Planning.OUTAGE)).edit().set())
                .doesNotContainKey(METRICS);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http://198.51.100.11:2379 | http://127.0.0.1:2381 | http://127.0.0.1:2381,http://198.51.100.11:2381",
                "http://0.0.0.0:2379 | http://127.0.0.1:2381,http://127.0.0.1:99 | http://127.0.0.1:99,http://0.0.0.0:2381",
                "http://198.51.100.11:2379 | https://0.0.0.0:99 | https://0.0.0.0:99,http://198.51.100.11:2381"
            })
    void otherListenersForMetricsStayBesideIt(String listeners, String own, String metrics) {
        ClusterObservation seen = ObservedChanges.setting(
                ObservedChanges.setting(ONE, 1, METRICS, own), 1, "listen-client-urls", listeners);

        Plan plan = Planning.plan(BALANCED, seen, Planning.OUTAGE);

        assertThat(accept(plan).edit().set()).containsEntry(METRICS, metrics);
        assertThat(Planning.plan(BALANCED, Planning.after(seen, plan.steps()), Planning.OUTAGE)
                        .steps())
                .isEmpty();
    }

    @Test
    void withoutABalancerNobodyListensForHealth() {
        assertThat(accept(Planning.plan(ONE)).edit().set()).doesNotContainKey(METRICS);
    }

    @Test
    void enforceLeavesTheListenerAndPlanningAfterAnyStepGivesTheRest() {
        Plan plan = Planning.plan(BALANCED, ONE, Planning.OUTAGE);
        Step.AcceptTls accept = accept(plan);
        int until = plan.steps().indexOf(accept) + 1;

        assertThat(plan.steps())
                .filteredOn(step -> step instanceof Step.EnforceTls enforce
                        && enforce.edit().set().containsKey(METRICS))
                .isEmpty();
        assertThat(accepts(
                        Planning.plan(BALANCED, Planning.after(ONE, plan.steps().subList(0, until)), Planning.OUTAGE)))
                .isEmpty();
        ClusterObservation end = Planning.after(ONE, plan.steps());
        assertThat(end.service(accept.target().host()).orElseThrow().running().get(METRICS))
                .contains("http://198.51.100.11:2381");
        assertThat(StepDone.isDone(accept, end)).isTrue();
        assertThat(Planning.plan(BALANCED, end, Planning.OUTAGE).steps()).isEmpty();
    }

    /** A balancer that is declared after accept: the members that accept TLS already lack nothing but the listener. */
    @Test
    void anAcceptStepForTheListenerAloneIsNotDoneBeforeItListens() {
        Plan plain = Planning.plan(ObservedClusters.inventory(1), ONE, Planning.OUTAGE);
        ClusterObservation accepted =
                Planning.after(ONE, plain.steps().subList(0, plain.steps().indexOf(accept(plain)) + 1));

        Plan plan = Planning.plan(BALANCED, accepted, Planning.OUTAGE);
        Step.AcceptTls accept = accept(plan);

        assertThat(accept.edit().set()).containsOnlyKeys(METRICS);
        assertThat(StepDone.isDone(accept, accepted)).isFalse();
        assertThat(StepDone.isDone(accept, Planning.after(accepted, List.of(accept))))
                .isTrue();
    }

    /** Between plan and apply somebody may have taken the port. */
    @Test
    void aPortThatWasTakenSinceHoldsTheStep() {
        Plan plan = Planning.plan(BALANCED, ONE, Planning.OUTAGE);
        Step.AcceptTls accept = accept(plan);
        ClusterObservation before =
                Planning.after(ONE, plan.steps().subList(0, plan.steps().indexOf(accept)));
        Authority any = Authority.parse("0.0.0.0:2381");
        Socket taken = new Socket(Socket.State.LISTENING, any, any, "exporter/5", "");

        assertThat(StepGuard.verdict(accept, before, Outage.ACCEPTED).problems())
                .isEmpty();
        assertThat(StepGuard.verdict(accept, ObservedChanges.sockets(before, 1, taken), Outage.ACCEPTED)
                        .problems())
                .extracting(Problem::code)
                .containsExactly(ErrorCode.PORT_IN_USE);
    }

    @Test
    void nameAndAddressesOfABalancerAreInTheCertificatesOfMembers() {
        assertThat(Planning.plan(BALANCED, ONE, Planning.OUTAGE).steps())
                .filteredOn(step -> step instanceof Step.StageCertificate stage
                        && stage.request().dnsNames().contains("lb")
                        && stage.request().ipAddresses().contains("198.51.100.8"))
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "etcd.example.net, etcd.example.net",
        "LB-1, lb-1",
        "lb_1, ''",
        "lb., ''",
        "a..b, ''",
        "a-.b, ''",
    })
    void aNameThatNoHostCanHaveIsInNoCertificate(String name, String expected) {
        Balancer balancer = new Balancer(new BalancerName(name), List.of("198.51.100.8"), Check.TCP);
        Plan plan =
                Planning.plan(ObservedClusters.balanced(ObservedClusters.inventory(1), balancer), ONE, Planning.OUTAGE);

        List<String> added = plan.steps().stream()
                .filter(Step.StageCertificate.class::isInstance)
                .map(Step.StageCertificate.class::cast)
                .flatMap(stage -> stage.request().dnsNames().stream())
                .filter(dns -> !List.of("localhost", "m1", "peer.c1.etcd", "etcd.example")
                        .contains(dns))
                .toList();

        assertThat(String.join(" ", added)).isEqualTo(expected);
    }

    private static Step.AcceptTls accept(Plan plan) {
        return accepts(plan).getFirst();
    }

    private static List<Step.AcceptTls> accepts(Plan plan) {
        return plan.steps().stream()
                .filter(Step.AcceptTls.class::isInstance)
                .map(Step.AcceptTls.class::cast)
                .toList();
    }
}
