package dev.etcdtls.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.step.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The plans of typical clusters, as a reviewer reads them. {@code -Dgolden.write=true} writes them anew. */
class ScenarioPlanTest {
    private static final Path SCENARIOS = Path.of("src/test/resources/scenarios");

    record Scenario(String name, ClusterObservation seen) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Scenario> scenarios() {
        ClusterObservation three = ObservedClusters.plaintext(3);
        return Stream.of(
                new Scenario("three-members", three),
                new Scenario("extra-port-3.4.23", ObservedClusters.plaintext(3, "3.4.23", 3)),
                new Scenario("one-member", ObservedClusters.plaintext(1)),
                new Scenario("five-members", ObservedClusters.plaintext(5, "3.5.16", 4)),
                new Scenario("half-migrated", halfWay(three)),
                new Scenario(
                        "client-cert-auth-off",
                        ObservedChanges.setting(finished(three), 2, "client-cert-auth", "false")),
                new Scenario("finished", finished(three)));
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void thePlanIsTheReviewedOne(Scenario scenario) throws IOException {
        Path golden = SCENARIOS.resolve(scenario.name()).resolve("plan.txt");
        String text = PlanRendering.text(
                Planning.plan(scenario.seen()), scenario.seen().quorum().hasNoRedundancy());
        if (Boolean.getBoolean("golden.write")) {
            Files.createDirectories(golden.getParent());
            Files.writeString(golden, text);
        }

        assertThat(text).isEqualTo(Files.readString(golden));
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void thePlanIsSafeInEveryStateThatACrashCanLeave(Scenario scenario) {
        assertThat(PlanCheck.check(scenario.seen(), Planning.plan(scenario.seen())))
                .isEmpty();
    }

    private static ClusterObservation finished(ClusterObservation seen) {
        return Planning.after(seen, Planning.plan(seen).steps());
    }

    /** Certificates everywhere, two members accept TLS. */
    private static ClusterObservation halfWay(ClusterObservation seen) {
        List<Step> steps = Planning.plan(seen).steps();
        return Planning.after(seen, steps.subList(0, Planning.ids(steps).indexOf("accept/m3") + 1));
    }
}
