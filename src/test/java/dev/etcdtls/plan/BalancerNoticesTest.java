package dev.etcdtls.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etcdtls.inventory.Balancer.Check;
import dev.etcdtls.inventory.Inventory;
import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.step.Step;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the owner of a load balancer reads in the plan. */
class BalancerNoticesTest {
    private static final ClusterObservation ONE = ObservedClusters.plaintext(1);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "HTTP | sets its check to HTTP:2381/health, or to TCP on the client port",
                "TCP | that goes on as it is",
                "METRICS | sees to it that it asks HTTP:2381/health"
            })
    void everyCheckHasAnAnswer(Check check, String words) {
        assertThat(ofBalancers(plan(check, ONE)))
                .singleElement()
                .asString()
                .startsWith("balancer lb (198.51.100.8) ")
                .contains(words);
    }

    @Test
    void theListenerThatIsThereIsTheOneToAsk() {
        ClusterObservation own = ObservedChanges.setting(ONE, 1, "listen-metrics-urls", "http://198.51.100.11:9379");

        Plan plan = plan(Check.HTTP, own);

        assertThat(ofBalancers(plan)).singleElement().asString().contains("sets its check to HTTP:9379/health,");
        assertThat(plan.notices()).noneMatch(notice -> notice.contains("become readable"));
    }

    /** After accept the listener is there, and the balancer still has to be changed. */
    @Test
    void planningTheRestSaysItAgain() {
        Plan whole = plan(Check.HTTP, ONE);
        List<Step> steps = whole.steps();
        int census = steps.indexOf(steps.stream()
                .filter(Step.TakeCensus.class::isInstance)
                .findFirst()
                .orElseThrow());

        Plan rest = plan(Check.HTTP, Planning.after(ONE, steps.subList(0, census)));

        assertThat(whole.notices())
                .anyMatch(notice -> notice.startsWith("metrics and health of m1 become readable in plaintext at"
                        + " http://198.51.100.11:2381 with accept"));
        assertThat(ofBalancers(rest)).hasSize(1);
        assertThat(rest.notices()).noneMatch(notice -> notice.contains("become readable"));
    }

    private static Plan plan(Check check, ClusterObservation seen) {
        Inventory balanced = ObservedClusters.balanced(ObservedClusters.inventory(1), ObservedClusters.balancer(check));
        return Planning.plan(balanced, seen, Planning.OUTAGE);
    }

    private static List<String> ofBalancers(Plan plan) {
        return plan.notices().stream()
                .filter(notice -> notice.startsWith("balancer "))
                .toList();
    }
}
