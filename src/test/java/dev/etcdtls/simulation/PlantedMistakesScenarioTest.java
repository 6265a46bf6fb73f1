package dev.etcdtls.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etcdtls.engine.RunResult;
import dev.etcdtls.plan.Plan;
import dev.etcdtls.port.World;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests of the tests: an engine with a mistake in it does not get through the matrices, and they say what is wrong. */
class PlantedMistakesScenarioTest {
    private static final ScenarioFolder ONE = ScenarioFolder.named("one-member");
    private static final ScenarioFolder THREE = ScenarioFolder.named("three-members");

    /** Each with the words that must be among what the crash matrix finds. A mistake keeps a memory, so each run gets one of its own. */
    static Stream<Arguments> aMistakeIsFoundByTheCrashMatrix() {
        return Stream.of(
                mistake(
                        "an effect before the journal",
                        Mistakes::effectBeforeJournal,
                        "L5: an effect while the steps []"),
                mistake("a missing idempotence", Mistakes::missingIdempotence, "the cluster noticed"),
                mistake("a journal that is not read", Mistakes::journalNotRead, "resume ended with Optional[Stopped"),
                mistake("doubt that is taken for done", Mistakes::doubtTakenForDone, "REQUEST_LOST"),
                mistake("a restart that is asked for twice", Mistakes::restartsTwice, "starts are "));
    }

    @ParameterizedTest
    @MethodSource
    void aMistakeIsFoundByTheCrashMatrix(Supplier<UnaryOperator<World>> mistake, String words) {
        List<String> broken = CrashMatrix.of(ONE, mistake).disturb(1).broken();

        assertThat(broken).anyMatch(problem -> problem.contains(words));
    }

    static Stream<Arguments> aMistakeIsFoundByTheLaws() {
        return Stream.of(
                mistake("a first update that is left out", Mistakes::firstUpdateLeftOut, "L3: "),
                mistake("a slip in a URL", Mistakes::slipInAUrl, "L7: peer URLs"));
    }

    @ParameterizedTest
    @MethodSource
    void aMistakeIsFoundByTheLaws(Supplier<UnaryOperator<World>> mistake, String words) {
        Trial trial = THREE.trial().with(mistake.get());

        var unused = trial.apply(trial.plan());

        assertThat(trial.cluster().laws().violations()).anyMatch(law -> law.startsWith(words));
    }

    @Test
    void aGuardThatIsLeftOutIsFoundWhenAMemberDies() {
        assertThat(afterM3HasDiedInTheStepOfM2(UnaryOperator.identity())).isEmpty();

        assertThat(afterM3HasDiedInTheStepOfM2(Blindness.guardLeftOut()))
                .anyMatch(law -> law.startsWith("L1: quorum does not hold without m2"));
    }

    private static List<String> afterM3HasDiedInTheStepOfM2(UnaryOperator<World> tool) {
        Trial reference = THREE.trial();
        var unused = reference.apply(reference.plan());
        int started = reference.cluster().tool().boundaries().indexOf("journal Started accept/m2") + 1;
        Trial trial = THREE.trial().with(tool);
        Plan plan = trial.plan();
        trial.cluster().faults().at(started, () -> trial.cluster().faults().down("m3"));

        var stopped = trial.apply(plan);

        assertThat(stopped).isInstanceOf(RunResult.Stopped.class);
        return trial.cluster().laws().violations();
    }

    @Test
    void aCensusThatSeesNobodyIsFound() {
        Trial trial = ScenarioFolder.named("undeclared-client").trial().with(Blindness.blindCensus());

        var unused = trial.apply(trial.plan());

        assertThat(trial.cluster().laws().violations())
                .anyMatch(law -> law.startsWith("L4: plaintext was closed on curl[77]"));
    }

    @Test
    void aFenceThatIsLeftOutIsFound() {
        assertThat(afterTheLockIsLost(UnaryOperator.identity())).isEmpty();

        assertThat(afterTheLockIsLost(Mistakes.fenceLeftOut()))
                .anyMatch(law -> law.startsWith("Fence: an effect while the lock is held by c2"));
    }

    private static List<String> afterTheLockIsLost(UnaryOperator<World> tool) {
        Trial trial = THREE.trial().with(tool);
        trial.cluster().faults().at(40, () -> trial.cluster().faults().lockedBy("c2-20260301T120500Z"));

        var unused = trial.apply(trial.plan());

        return trial.cluster().laws().violations();
    }

    private static Arguments mistake(String name, Supplier<UnaryOperator<World>> mistake, String words) {
        return Arguments.of(Named.of(name, mistake), words);
    }
}
