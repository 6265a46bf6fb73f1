package dev.etcdtls.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.etcdtls.engine.RunResult;
import dev.etcdtls.journal.JournalEntry;
import dev.etcdtls.plan.Plan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The crash matrix: the tool dies after each boundary of a run, that is each journal line, each effect and each file of the run (which is
 * the same as before the next one), and the answer to each effect is lost once. Each time the run is resumed and must come to the same end.
 *
 * <p>Scenarios that differ little from another are tried at every n-th boundary; {@code -Dcrash=all} tries every one of them.
 *
 * <p>The rule for restarts: no member is restarted more often than in a run that nobody disturbed. A restart whose answer nobody heard is
 * seen in the process itself, so not even the step in doubt restarts its member again.
 */
class CrashScenarioTest {
    /** Enough boundaries for the longest step, which begins anew when nothing of it was done: a rehearsal of five hosts. */
    private static final int LIFE = 14;

    /** A person is not faster than this; a single member that still starts could not even give the lock. */
    private static final Duration RESUMED_AFTER = Duration.ofSeconds(5);

    /** A run that was never disturbed. */
    private record Reference(
            List<String> boundaries, List<String> effects, SortedMap<String, String> end, List<Integer> restarts) {}

    enum Disturbance {
        KILLED_BEFORE,
        KILLED_AFTER,
        ANSWER_LOST
    }

    /** One disturbance of a run at the boundary with this number, from 1. */
    private record Attempt(Disturbance disturbance, int boundary) {}

    static Stream<Arguments> scenarios() {
        return Stream.of(
                arguments("three-members", 1),
                arguments("one-member", 1),
                arguments("client-cert-auth-off", 1),
                arguments("half-enforced", 4),
                arguments("half-migrated", 5),
                arguments("two-members", 2),
                arguments("extra-port-3.4.23", 6),
                arguments("loopback-kept", 9),
                arguments("declared-consumer", 11),
                arguments("five-members", 13));
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void aRunThatIsDisturbedAnywhereComesToTheSameEnd(String scenario, int every) {
        Reference reference = reference(scenario);

        List<String> broken = attempts(reference, "all".equals(System.getProperty("crash")) ? 1 : every)
                .parallel()
                .flatMap(attempt -> run(scenario, attempt, reference).stream()
                        .map(problem -> attempt.disturbance() + " '"
                                + reference.boundaries().get(attempt.boundary() - 1) + "': " + problem))
                .toList();

        assertThat(broken).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void aRunThatIsKilledAgainAndAgainComesToTheSameEnd(String scenario, int ignored) {
        Reference reference = reference(scenario);
        Trial trial = ScenarioFolder.named(scenario).trial();
        Plan plan = trial.plan();
        Optional<RunResult> result = Optional.empty();
        int lives = 0;

        while (result.isEmpty() && lives < 1_000) {
            lives++;
            trial.cluster().faults().pass(RESUMED_AFTER);
            trial.cluster().faults().killAfter(LIFE);
            result = trial.applyUnlessKilled(plan);
        }

        assertThat(result).get().isInstanceOf(RunResult.Completed.class);
        assertThat(lives).isGreaterThan(reference.boundaries().size() / LIFE);
        assertThat(differences(trial, reference)).isEmpty();
    }

    private static Reference reference(String scenario) {
        Trial trial = ScenarioFolder.named(scenario).trial();
        List<Integer> before = restarts(trial.cluster());
        assertThat(trial.apply(trial.plan())).isInstanceOf(RunResult.Completed.class);
        List<Integer> after = restarts(trial.cluster());
        assertThat(after).isNotEqualTo(before);
        return new Reference(
                trial.cluster().tool().boundaries(),
                trial.cluster().effects(),
                trial.cluster().endState(),
                after);
    }

    /** Only an effect has an answer that can be lost; the run's own files are written by the tool itself. */
    private static Stream<Attempt> attempts(Reference reference, int every) {
        return IntStream.rangeClosed(1, reference.boundaries().size())
                .filter(boundary -> boundary % every == 0)
                .boxed()
                .flatMap(boundary -> Stream.of(
                                boundary == 1 ? Disturbance.KILLED_BEFORE : Disturbance.KILLED_AFTER,
                                Disturbance.ANSWER_LOST)
                        .filter(what -> what != Disturbance.ANSWER_LOST
                                || reference
                                        .effects()
                                        .contains(reference.boundaries().get(boundary - 1)))
                        .map(what -> new Attempt(what, boundary)));
    }

    private static List<String> run(String scenario, Attempt attempt, Reference reference) {
        Trial trial = ScenarioFolder.named(scenario).trial();
        Plan plan = trial.plan();
        Faults faults = trial.cluster().faults();
        switch (attempt.disturbance()) {
            case KILLED_BEFORE -> faults.killBefore(attempt.boundary());
            case KILLED_AFTER -> faults.killAfter(attempt.boundary());
            case ANSWER_LOST -> faults.loseAnswerOf(attempt.boundary());
        }
        Optional<RunResult> first = trial.applyUnlessKilled(plan);
        if (first.isPresent() == (attempt.disturbance() != Disturbance.ANSWER_LOST)) {
            return List.of("the case is void: the tool " + (first.isPresent() ? "was not killed" : "died"));
        }
        faults.pass(RESUMED_AFTER);
        RunResult end = first.filter(RunResult.Completed.class::isInstance).orElseGet(() -> trial.apply(plan));
        List<String> problems = new ArrayList<>();
        if (!(end instanceof RunResult.Completed)) {
            problems.add("resume ended with " + end);
        }
        problems.addAll(differences(trial, reference));
        return problems;
    }

    private static List<String> differences(Trial trial, Reference reference) {
        List<String> problems = new ArrayList<>(trial.cluster().laws().violations());
        if (trial.cluster().run().journal().getLast() instanceof JournalEntry.Completed) {
            // A tool that dies between its last line and the end leaves its lock to the lease, which runs out by
            // itself.
            trial.cluster().faults().loseLock();
        }
        trial.cluster().endState().forEach((what, is) -> {
            if (!is.equals(reference.end().get(what))) {
                problems.add(what + " is " + is + ", and was to be "
                        + reference.end().get(what));
            }
        });
        List<Integer> restarts = restarts(trial.cluster());
        if (!restarts.equals(reference.restarts())) {
            problems.add("restarts are " + restarts + ", and were " + reference.restarts());
        }
        return problems;
    }

    private static List<Integer> restarts(SimulatedCluster cluster) {
        return cluster.members().stream().map(member -> member.host.starts).toList();
    }
}
