package dev.etcdtls.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etcdtls.simulation.MemberCrashMatrix.Death;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A host that dies at any boundary of a run ends nothing. {@code -Dcrash=all} tries every boundary. */
class MemberCrashScenarioTest {
    /** No multiple of the number of members, so that each of them dies early and late. */
    private static final int EVERY = 4;

    private static final int EVERY_OF_FIVE = 17;
    private static final boolean ALL = "all".equals(System.getProperty("crash"));

    static Stream<Arguments> deaths() {
        return Stream.of(Death.values())
                .flatMap(death -> Stream.of(
                        Arguments.of("three-members", death, EVERY),
                        Arguments.of("five-members", death, EVERY_OF_FIVE)));
    }

    @ParameterizedTest
    @MethodSource("deaths")
    void aHostThatDiesAnywhereEndsNothing(String scenario, Death death, int every) {
        MemberCrashMatrix matrix = new MemberCrashMatrix(ScenarioFolder.named(scenario), UnaryOperator::identity);

        CrashMatrix.Outcome outcome = matrix.disturb(death, ALL ? 1 : every);

        System.out.println("member crash matrix, " + death + ", of " + outcome);
        assertThat(outcome.broken()).isEmpty();
    }
}
