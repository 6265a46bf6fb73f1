package dev.etcdtls.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.etcdtls.step.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The revert matrix: a run is broken off after each of its boundaries, up to its retirement, and taken back to each resting state that it had
 * passed; every file, setting and URL must be as it was then. And a way back is broken off at each of its own boundaries and resumed.
 *
 * <p>Scenarios that differ little from another are tried at every n-th boundary, at fewer in the fast tier; {@code -Drevert=all} tries every
 * one of them.
 */
class RevertScenarioTest {
    private static final int FEWER = 3;

    static Stream<Arguments> scenarios() {
        return Stream.of(
                arguments("three-members", 3),
                arguments("one-member", 3),
                arguments("two-members", 5),
                arguments("half-migrated", 9),
                arguments("half-enforced", 7),
                arguments("killed-inside-enforce", 7),
                arguments("extra-port-3.4.23", 9),
                arguments("loopback-kept", 13),
                arguments("declared-consumer", 11),
                arguments("balancer-declared", 13),
                arguments("consumer-certificates", 5),
                arguments("five-members", 29));
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void aRunThatIsBrokenOffAnywhereIsTakenBackToEachStateThatItPassed(String scenario, int every) {
        RevertMatrix.Forward forward = RevertMatrix.forward(scenario);
        int step = stride(every);
        List<int[]> cases = new ArrayList<>();
        for (int boundary = 1; boundary <= forward.boundaries().size(); boundary++) {
            Phase phase = forward.phases().get(boundary - 1);
            for (Phase to : RevertMatrix.RESTING) {
                if (boundary % step == 0 && to.compareTo(phase) < 0) {
                    cases.add(new int[] {boundary, to.ordinal()});
                }
            }
        }

        List<String> broken = cases.parallelStream()
                .flatMap(one -> {
                    Phase to = Phase.values()[one[1]];
                    return RevertMatrix.takenBack(scenario, one[0], to, forward).stream()
                            .map(problem -> "after '" + forward.boundaries().get(one[0] - 1) + "' to " + to.text()
                                    + ": " + problem);
                })
                .toList();

        System.out.println("revert matrix, " + scenario + ": " + cases.size() + " ways back from "
                + cases.stream().map(one -> one[0]).distinct().count() + " of "
                + forward.boundaries().size() + " boundaries");
        assertThat(cases).isNotEmpty();
        assertThat(broken).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void aWayBackThatIsDisturbedAnywhereComesToTheSameEnd(String scenario, int every) {
        RevertMatrix.Back reference = RevertMatrix.back(scenario);
        List<Integer> tried = IntStream.rangeClosed(1, reference.boundaries().size())
                .filter(boundary -> boundary % stride(every) == 0)
                .boxed()
                .toList();

        List<String> broken = tried.parallelStream()
                .flatMap(boundary -> Stream.of(
                                RevertMatrix.resumed(scenario, boundary, false, reference),
                                reference
                                                .effects()
                                                .contains(reference.boundaries().get(boundary - 1))
                                        ? RevertMatrix.resumed(scenario, boundary, true, reference)
                                        : List.<String>of())
                        .flatMap(List::stream)
                        .map(problem -> "'" + reference.boundaries().get(boundary - 1) + "': " + problem))
                .toList();

        System.out.println("revert matrix, " + scenario + ": the way back disturbed at " + tried.size() + " of "
                + reference.boundaries().size() + " boundaries");
        assertThat(tried).isNotEmpty();
        assertThat(broken).isEmpty();
    }

    private static int stride(int every) {
        if ("all".equals(System.getProperty("revert"))) {
            return 1;
        }
        return "some".equals(System.getProperty("crash")) ? FEWER * every + 1 : every;
    }
}
