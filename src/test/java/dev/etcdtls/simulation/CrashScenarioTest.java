package dev.etcdtls.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The crash matrix of every scenario that has a plan. {@code -Dcrash=all} disturbs every boundary of each; without it, those that differ
 * little from another are disturbed at every n-th boundary.
 */
class CrashScenarioTest {
    /** Enough boundaries for the longest step, which begins anew when nothing of it was done: a rehearsal of five hosts. */
    private static final int LIFE = 14;

    private static final int MOST_LIVES = 1_000;
    private static final boolean ALL = "all".equals(System.getProperty("crash"));

    /** No multiples of a number of members, so that each of them is hit. */
    private static final int EVERY = 11;

    private static final Map<String, Integer> OFTEN = Map.of("one-member", 1, "three-members", 4, "moved-consumers", 1);

    private static final List<CrashMatrix.Outcome> OUTCOMES = Collections.synchronizedList(new ArrayList<>());

    static Stream<ScenarioFolder> scenarios() {
        return ScenarioFolder.all().filter(scenario -> !scenario.isRefused());
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void aRunThatIsDisturbedAnywhereComesToTheSameEnd(ScenarioFolder scenario) {
        int every = ALL ? 1 : OFTEN.getOrDefault(scenario.toString(), EVERY);

        CrashMatrix.Outcome outcome = CrashMatrix.of(scenario).disturb(every);

        System.out.println("crash matrix of " + outcome);
        OUTCOMES.add(outcome);
        assertThat(outcome.broken()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void aRunThatIsKilledAgainAndAgainComesToTheSameEnd(ScenarioFolder scenario) {
        assertThat(CrashMatrix.of(scenario).killAgainAndAgain(LIFE, MOST_LIVES)).isEmpty();
    }

    @AfterAll
    static void tellWhatWasCovered() {
        System.out.printf(
                "crash matrix: %d scenarios, %d of %d boundaries, %d disturbed runs%n",
                OUTCOMES.size(),
                OUTCOMES.stream().mapToInt(CrashMatrix.Outcome::covered).sum(),
                OUTCOMES.stream().mapToInt(CrashMatrix.Outcome::boundaries).sum(),
                OUTCOMES.stream().mapToInt(CrashMatrix.Outcome::attempts).sum());
    }
}
