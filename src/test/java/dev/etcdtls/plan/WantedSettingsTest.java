package dev.etcdtls.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etcdtls.inventory.Inventory;
import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.step.ConsumerStep;
import dev.etcdtls.step.RemoveCertificates;
import dev.etcdtls.step.RevertAccept;
import dev.etcdtls.step.RevertEnforce;
import dev.etcdtls.step.Step;
import dev.etcdtls.step.TakeTlsCensus;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

/** Settings that need more than a scheme: each of these would stop etcd from starting, or leave a door open. */
class WantedSettingsTest {
    private static final ClusterObservation ONE = ObservedClusters.plaintext(1);

    /** etcd: "--advertise-client-urls is required when --listen-client-urls is set explicitly". */
    @Test
    void advertisedUrlsAreSetWithTheListenersThatWereDefaults() {
        ClusterObservation byDefault = ObservedChanges.setting(
                ObservedChanges.setting(ONE, 1, "listen-client-urls", ""), 1, "advertise-client-urls", "");

        assertThat(accept(byDefault))
                .containsEntry("listen-client-urls", "http://localhost:2379,https://localhost:2379")
                .containsEntry("advertise-client-urls", "http://localhost:2379");
        assertThat(enforce(byDefault))
                .containsEntry("listen-client-urls", "https://localhost:2379")
                .containsEntry("advertise-client-urls", "https://localhost:2379");
    }

    /** etcd: "multiple discovery or bootstrap flags are set". */
    @Test
    void discoveryGoesWhenTheInitialClusterComes() {
        ClusterObservation discovered = ObservedChanges.setting(
                ObservedChanges.setting(ONE, 1, "initial-cluster", ""),
                1,
                "discovery",
                "https://discovery.example/abc");

        assertThat(enforce(discovered))
                .containsEntry("discovery", "")
                .containsEntry("initial-cluster", "m1=https://198.51.100.11:2380")
                .containsEntry("initial-cluster-state", "existing");
    }

    @Test
    void aListenerForHttpAloneIsClosedAsWellAndTakesTheExtraPort() {
        ClusterObservation split =
                ObservedChanges.setting(ONE, 1, "listen-client-http-urls", "http://198.51.100.11:8080");

        assertThat(Planning.plan(split).header().strategy()).isEqualTo(Strategy.EXTRA_PORT);
        assertThat(enforce(split)).containsEntry("listen-client-http-urls", "https://198.51.100.11:8080");
    }

    @Test
    void whatTheInventoryKeepsStaysPlaintextAndIsNamedAsARisk() {
        Inventory keeping = ObservedClusters.keeping(ObservedClusters.inventory(1), "127.0.0.1:2379");
        Plan plan = Planning.plan(keeping, ONE, Planning.OUTAGE);

        assertThat(edit(plan, "enforce/m1"))
                .containsEntry("listen-client-urls", "https://198.51.100.11:2379,http://127.0.0.1:2379");
        assertThat(plan.notices())
                .contains(
                        "RISK: http://127.0.0.1:2379 stays plaintext by the inventory: every local user of that host has full"
                                + " access to etcd");
        assertThat(Planning.plan(keeping, Planning.after(ONE, plan.steps()), Planning.OUTAGE)
                        .steps())
                .isEmpty();
    }

    @Test
    void aWildcardIsDialledAtTheAddressOfThePeers() {
        ClusterObservation wild = ObservedChanges.setting(ONE, 1, "listen-client-urls", "http://0.0.0.0:2379");

        assertThat(ObservedPlans.of(wild).step("accept/m1"))
                .isInstanceOfSatisfying(
                        Step.AcceptTls.class,
                        accept -> assertThat(accept.target().dial()).hasToString("198.51.100.11:2379"));
    }

    private static SortedMap<String, String> accept(ClusterObservation seen) {
        return edit(Planning.plan(seen), "accept/m1");
    }

    private static SortedMap<String, String> enforce(ClusterObservation seen) {
        return edit(Planning.plan(seen), "enforce/m1");
    }

    private static SortedMap<String, String> edit(Plan plan, String id) {
        Step step = plan.steps().get(Planning.ids(plan.steps()).indexOf(id));
        return switch (step) {
            case Step.AcceptTls accept -> accept.edit().set();
            case Step.EnforceTls enforce -> enforce.edit().set();
            case Step.KeepFiles _,
                    Step.TakeSnapshot _,
                    Step.IssueOperatorCertificate _,
                    Step.StageCertificate _,
                    Step.Rehearse _,
                    Step.TakeCensus _,
                    Step.VerifyEndState _,
                    Step.RemoveLeftovers _,
                    TakeTlsCensus _,
                    RevertEnforce _,
                    RevertAccept _,
                    RemoveCertificates _,
                    ConsumerStep _ -> throw new AssertionError(id + " edits nothing");
        };
    }
}
