package dev.etcdtls.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etcdtls.codec.PlanCodec;
import dev.etcdtls.engine.RunResult;
import dev.etcdtls.plan.Plan;
import dev.etcdtls.plan.PlanResult;
import dev.etcdtls.report.PlanMarkdown;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The scenarios: planned, applied and judged. {@code -Dgolden.write=true} writes what must come of them anew; whoever does that reads the
 * difference.
 */
class GoldenScenarioTest {
    static Stream<ScenarioFolder> planned() {
        return ScenarioFolder.all().filter(scenario -> !scenario.isRefused());
    }

    static Stream<ScenarioFolder> refused() {
        return ScenarioFolder.all().filter(ScenarioFolder::isRefused);
    }

    @ParameterizedTest
    @MethodSource("planned")
    void thePlanIsTheReviewedOneAndItsEndToo(ScenarioFolder scenario) throws IOException {
        Trial trial = scenario.trial();
        SimulatedCluster cluster = trial.cluster();
        int before = cluster.effects().size();

        Plan plan = trial.plan();
        golden(scenario.expected("plan.md"), PlanMarkdown.of(plan, PlanCodec.digest(plan)));
        assertThat(cluster.effects()).as("plan changes nothing").hasSize(before);

        if (plan.steps().isEmpty()) {
            golden(scenario.expected("end.txt"), "nothing to do\n");
            return;
        }
        cluster.forgetEffects();
        RunResult result = trial.apply(plan);
        golden(scenario.expected("end.txt"), EndText.of(cluster, plan, result));
        assertThat(cluster.laws().violations()).isEmpty();
        if (result instanceof RunResult.Completed) {
            assertThat(EndState.shortcomings(cluster, scenario.kept())).isEmpty();
            cluster.newRun();
            assertThat(trial.plan().steps()).as("planning again gives nothing").isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("refused")
    void nothingIsPlannedAndEveryReasonIsTold(ScenarioFolder scenario) throws IOException {
        Trial trial = scenario.trial();
        SimulatedCluster cluster = trial.cluster();
        int before = cluster.effects().size();

        String reasons = switch (trial.look()) {
            case PlanResult.NotNow(var problems) ->
                problems.stream()
                        .map(problem -> problem + "\n  exit "
                                + problem.code().severity().exitCode() + "\n")
                        .collect(Collectors.joining());
            case PlanResult.Planned(Plan plan) -> "planned " + plan.steps().size() + " steps";
        };

        golden(scenario.expected("refusal.txt"), reasons);
        assertThat(cluster.effects()).hasSize(before);
        assertThat(cluster.laws().violations()).isEmpty();
    }

    private static void golden(Path file, String text) throws IOException {
        if (Boolean.getBoolean("golden.write")) {
            Files.writeString(file, text);
        }
        assertThat(text).isEqualTo(Files.readString(file));
    }
}
