package dev.etcdtls.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etcdtls.engine.RunResult;
import dev.etcdtls.journal.JournalEntry;
import dev.etcdtls.plan.Plan;
import dev.etcdtls.step.Phase;
import dev.etcdtls.step.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** One case of the revert matrix: a run or a way back that is broken off, and what is wrong with the cluster in the end. */
final class RevertMatrix {
    private static final Duration LATER = Duration.ofSeconds(5);

    /** Nothing is taken back while a dead-man switch is armed. */
    private static final Duration MUCH_LATER = Duration.ofMinutes(3);

    /** The resting states that a run passes, by the last phase before each. */
    static final List<Phase> RESTING = List.of(Phase.PREFLIGHT, Phase.BACKUP, Phase.STAGE, Phase.ACCEPT);

    /** A run that was never disturbed, as far as it can be taken back, and the states that it passed. */
    record Forward(List<String> boundaries, List<Phase> phases, Map<Phase, SortedMap<String, String>> rests) {}

    /** A way back that was never disturbed. */
    record Back(List<String> boundaries, List<String> effects, SortedMap<String, String> end, List<Integer> restarts) {}

    private RevertMatrix() {}

    /** Lets the scenario's run go to its end, and to each state where it may rest. */
    static Forward forward(String scenario) {
        Map<Phase, SortedMap<String, String>> rests = new EnumMap<>(Phase.class);
        for (Phase phase : RESTING) {
            Trial trial = ScenarioFolder.named(scenario).untouched();
            Plan plan = trial.plan();
            Optional<Step> last = plan.steps().stream()
                    .filter(step -> step.phase().compareTo(phase) <= 0)
                    .reduce((_, later) -> later);
            last.ifPresent(step -> trial.applyUntil(plan, step.id().value()));
            rests.put(phase, state(trial));
        }
        Trial trial = ScenarioFolder.named(scenario).trial();
        Plan plan = trial.plan();
        assertThat(trial.apply(plan)).isInstanceOf(RunResult.Completed.class);
        List<String> boundaries = trial.cluster().tool().boundaries();
        int retired = boundaries.indexOf("journal Started " + first(plan, Phase.RETIRE));
        List<Phase> phases = new ArrayList<>();
        Phase phase = Phase.PREFLIGHT;
        for (String boundary : boundaries.subList(0, retired)) {
            Optional<Step> step = plan.steps().stream()
                    .filter(one -> boundary.equals("journal Started " + one.id()))
                    .findFirst();
            phase = step.map(Step::phase).orElse(phase);
            phases.add(phase);
        }
        return new Forward(boundaries.subList(0, retired), phases, rests);
    }

    private static String first(Plan plan, Phase phase) {
        return plan.steps().stream()
                .filter(step -> step.phase() == phase)
                .map(step -> step.id().value())
                .findFirst()
                .orElseThrow();
    }

    /** What is wrong after a run was broken off at a boundary and taken back to the end of a phase. */
    static List<String> takenBack(String scenario, int boundary, Phase to, Forward forward) {
        Trial trial = ScenarioFolder.named(scenario).trial();
        Plan plan = trial.plan();
        trial.cluster().faults().killAfter(boundary);
        if (trial.applyUnlessKilled(plan).isPresent()) {
            return List.of("the case is void: the tool was not killed");
        }
        newRun(trial);
        Plan back = trial.planBack(to);
        List<String> problems = new ArrayList<>();
        if (!back.steps().isEmpty()) {
            RunResult result = trial.apply(back);
            if (!(result instanceof RunResult.Completed)) {
                problems.add("it ended with " + result);
            }
        }
        problems.addAll(differences(
                withoutEmptyFolder(state(trial)),
                withoutEmptyFolder(forward.rests().getOrDefault(to, new TreeMap<>()))));
        problems.addAll(trial.cluster().laws().violations());
        return problems;
    }

    /** A migrated scenario taken back to plaintext by nobody disturbed. */
    static Back back(String scenario) {
        Trial trial = toTheEnd(scenario);
        trial.cluster().forgetEffects();
        RunResult result = trial.apply(trial.planBack(Phase.PREFLIGHT));
        assertThat(result).isInstanceOf(RunResult.Completed.class);
        assertThat(trial.cluster().laws().violations()).isEmpty();
        assertThat(differences(
                        state(trial), state(ScenarioFolder.named(scenario).untouched())))
                .isEmpty();
        return new Back(trial.cluster().tool().boundaries(), trial.cluster().effects(), state(trial), restarts(trial));
    }

    /** A run that came to its end but for the retirement, and a person who now wants back. */
    private static Trial toTheEnd(String scenario) {
        Trial trial = ScenarioFolder.named(scenario).trial();
        trial.apply(trial.plan(), Optional.of(Phase.VERIFY));
        newRun(trial);
        return trial;
    }

    /** What is wrong after such a way back was broken off at a boundary, or lost an answer there, and was resumed. */
    static List<String> resumed(String scenario, int boundary, boolean answerLost, Back reference) {
        Trial trial = toTheEnd(scenario);
        Plan back = trial.planBack(Phase.PREFLIGHT);
        if (answerLost) {
            trial.cluster().faults().loseAnswerOf(boundary);
        } else {
            trial.cluster().faults().killAfter(boundary);
        }
        Optional<RunResult> first = trial.applyUnlessKilled(back);
        if (first.isPresent() != answerLost) {
            return List.of("the case is void");
        }
        trial.cluster().faults().pass(LATER);
        RunResult end = first.filter(RunResult.Completed.class::isInstance).orElseGet(() -> trial.apply(back));
        List<String> problems = new ArrayList<>();
        if (!(end instanceof RunResult.Completed)) {
            problems.add("resume ended with " + end);
        }
        if (trial.cluster().run().journal().getLast() instanceof JournalEntry.Completed) {
            trial.cluster().faults().loseLock();
        }
        problems.addAll(differences(state(trial), reference.end()));
        if (!restarts(trial).equals(reference.restarts())) {
            problems.add("restarts are " + restarts(trial) + ", and were " + reference.restarts());
        }
        problems.addAll(trial.cluster().laws().violations());
        return problems;
    }

    private static void newRun(Trial trial) {
        trial.cluster().newRun();
        trial.cluster().faults().clientsGoBack();
        trial.cluster().faults().pass(MUCH_LATER);
    }

    /** What must be as it was; the tool's own certificate is of a run and not of the cluster. */
    private static SortedMap<String, String> state(Trial trial) {
        SortedMap<String, String> state = new TreeMap<>(trial.cluster().endState());
        state.remove("tool's certificate");
        state.remove("lock");
        return state;
    }

    private static List<String> differences(SortedMap<String, String> is, SortedMap<String, String> was) {
        List<String> problems = new ArrayList<>();
        was.forEach((what, then) -> {
            if (!then.equals(is.get(what))) {
                problems.add(what + " is " + is.get(what) + ", and was " + then);
            }
        });
        return problems;
    }

    /** A folder for kept files without a file in it is nothing that a look at the host shows. */
    private static SortedMap<String, String> withoutEmptyFolder(SortedMap<String, String> state) {
        state.replaceAll((_, text) -> text.replace(", /var/lib/etcd-tls/kept/c1/]", "]"));
        return state;
    }

    private static List<Integer> restarts(Trial trial) {
        return trial.cluster().members().stream()
                .map(member -> member.host.starts)
                .toList();
    }
}
