package dev.etcdtls.simulation;

import dev.etcdtls.engine.RunResult;
import dev.etcdtls.journal.JournalEntry;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.ProblemException;
import dev.etcdtls.port.World;
import dev.etcdtls.simulation.SimulatedTool.Disturbance;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One scenario, disturbed at its boundaries: each line of the journal, each effect, each file of the run.
 *
 * <ol>
 *   <li>The tool dies before the first boundary, and after each one (which is the same as before the next).
 *   <li>It dies while a dead-man switch is armed, and nobody resumes before the switch has done its work: the members serve again by then,
 *       with what their files say, without any tool.
 *   <li>The answer to each effect is lost: it has happened, and the tool does not know.
 *   <li>The request for each effect is lost: it has not happened, and the tool does not know that either.
 *   <li>From each line of the journal on, none can be written any more: nothing is done, and the tool says so.
 * </ol>
 *
 * <p>Each time the run is resumed and must come to the end of a run that nobody disturbed: the same files, settings, URLs and result, no law
 * broken, and no effect twice that the cluster would notice, which are restarts, updates of members and moves of leadership.
 */
final class CrashMatrix {
    /** A person is not faster than this; a single member that still starts could not even give the lock. */
    static final Duration RESUMED_AFTER = Duration.ofSeconds(5);

    /** Longer than any switch waits. */
    private static final Duration RESUMED_LATE = Duration.ofSeconds(150);

    private final ScenarioFolder scenario;
    private final Supplier<UnaryOperator<World>> tool;
    private final UndisturbedRun reference;

    /** One disturbance of a run at the boundary with this number, from 1, and how long nobody resumes it. */
    private record Attempt(Disturbance disturbance, int boundary, Duration resumedAfter) {}

    /**
     * What came of it.
     *
     * @param boundaries of the run that nobody disturbed
     * @param covered how many of them were disturbed
     * @param attempts runs that were disturbed
     */
    record Outcome(String scenario, int boundaries, int covered, int attempts, List<String> broken) {
        @Override
        public String toString() {
            return "%s: %d of %d boundaries, %d disturbed runs".formatted(scenario, covered, boundaries, attempts);
        }
    }

    private CrashMatrix(ScenarioFolder scenario, Supplier<UnaryOperator<World>> tool) {
        this.scenario = scenario;
        this.tool = tool;
        this.reference = UndisturbedRun.of(scenario);
    }

    static CrashMatrix of(ScenarioFolder scenario) {
        return new CrashMatrix(scenario, UnaryOperator::identity);
    }

    /** The same for a tool with a mistake in it, measured by one that has none; each run gets a tool of its own. */
    static CrashMatrix of(ScenarioFolder scenario, Supplier<UnaryOperator<World>> mistake) {
        return new CrashMatrix(scenario, mistake);
    }

    int boundaries() {
        return reference.boundaries().size();
    }

    /** Disturbs each n-th boundary. */
    Outcome disturb(int every) {
        List<Attempt> attempts = attempts(every).toList();
        List<String> broken = attempts.parallelStream()
                .flatMap(attempt -> problems(attempt).stream()
                        .map(problem -> attempt.disturbance() + " '"
                                + reference.boundaries().get(attempt.boundary() - 1) + "': " + problem))
                .toList();
        int covered = (int) attempts.stream().map(Attempt::boundary).distinct().count();
        return new Outcome(scenario.toString(), boundaries(), covered, attempts.size(), broken);
    }

    /** Kills the tool after so many boundaries of each of its lives; gives how many lives it took, and what is wrong. */
    List<String> killAgainAndAgain(int life, int mostLives) {
        Trial trial = scenario.trial().with(tool.get());
        Optional<RunResult> result = Optional.empty();
        int lives = 0;
        while (result.isEmpty() && lives < mostLives) {
            lives++;
            trial.cluster().faults().pass(RESUMED_AFTER);
            trial.cluster().faults().killAfter(life);
            result = trial.applyUnlessKilled(reference.plan());
        }
        List<String> problems = new ArrayList<>(differences(trial, result));
        if (lives <= boundaries() / life) {
            problems.add("the case is void: it had only " + lives + " lives");
        }
        return problems;
    }

    /** Only an effect has a request and an answer that can be lost; the run's own files are written by the tool itself. */
    private Stream<Attempt> attempts(int every) {
        Stream<Attempt> first = Stream.of(new Attempt(Disturbance.KILLED_BEFORE, 1, RESUMED_AFTER))
                .filter(_ -> boundaries() > 0);
        Stream<Attempt> others = IntStream.rangeClosed(1, boundaries())
                .filter(boundary -> boundary % every == 0)
                .boxed()
                .flatMap(this::disturbances);
        return Stream.concat(first, others);
    }

    private Stream<Attempt> disturbances(int boundary) {
        boolean effect = reference.effects().contains(reference.boundaries().get(boundary - 1));
        Stream<Disturbance> all = effect
                ? Stream.of(Disturbance.KILLED_AFTER, Disturbance.ANSWER_LOST, Disturbance.REQUEST_LOST)
                : Stream.of(Disturbance.KILLED_AFTER, Disturbance.DISK_FULL);
        Stream<Attempt> forLong = Stream.of(new Attempt(Disturbance.KILLED_AFTER, boundary, RESUMED_LATE))
                .filter(_ -> isArmedAfter(boundary));
        return Stream.concat(all.map(what -> new Attempt(what, boundary, RESUMED_AFTER)), forLong);
    }

    private boolean isArmedAfter(int boundary) {
        return reference.boundaries().subList(0, boundary).reversed().stream()
                .filter(what -> what.endsWith(" the dead-man switch"))
                .findFirst()
                .filter(what -> what.endsWith(": arm the dead-man switch"))
                .isPresent();
    }

    private List<String> problems(Attempt attempt) {
        Trial trial = scenario.trial().with(tool.get());
        Faults faults = trial.cluster().faults();
        faults.disturb(attempt.disturbance(), attempt.boundary());
        Optional<RunResult> first = ofDisturbed(trial);
        boolean mustEnd =
                attempt.disturbance() == Disturbance.ANSWER_LOST || attempt.disturbance() == Disturbance.REQUEST_LOST;
        if (first.isPresent() != mustEnd) {
            return List.of("the case is void: the tool ended with " + first);
        }
        faults.pass(attempt.resumedAfter());
        List<String> problems = new ArrayList<>();
        if (attempt.resumedAfter().equals(RESUMED_LATE)) {
            problems.addAll(unsettled(trial.cluster()));
        }
        RunResult end = first.filter(result -> UndisturbedRun.stop(result).equals(reference.stop()))
                .orElseGet(() -> trial.apply(reference.plan()));
        problems.addAll(differences(trial, Optional.of(end)));
        return problems;
    }

    /** What is not at rest without any tool: a switch that waits, a member that does not serve, or that a reboot would change. */
    private static List<String> unsettled(SimulatedCluster cluster) {
        return cluster.members().stream()
                .filter(member -> !member.ready
                        || !member.running().equals(member.host.onNextStart())
                        || member.host
                                .deadMan
                                .filter(lies -> lies.state().isArmed())
                                .isPresent())
                .map(member -> member.name + " has not settled by itself")
                .toList();
    }

    /** Empty when it was killed or could not write. */
    private Optional<RunResult> ofDisturbed(Trial trial) {
        try {
            return trial.applyUnlessKilled(reference.plan());
        } catch (ProblemException e) {
            if (e.problems().stream().allMatch(problem -> problem.code() == ErrorCode.DISK_SPACE)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private List<String> differences(Trial trial, Optional<RunResult> result) {
        SimulatedCluster cluster = trial.cluster();
        List<String> problems = new ArrayList<>(cluster.laws().violations());
        if (!result.map(UndisturbedRun::stop).equals(Optional.of(reference.stop()))) {
            problems.add("resume ended with " + result);
        }
        List<JournalEntry> journal = cluster.run().journal();
        if (!journal.isEmpty() && journal.getLast() instanceof JournalEntry.Completed) {
            // A tool that dies between its last line and the end leaves its lock to the lease, which runs out by
            // itself.
            cluster.faults().loseLock();
        }
        cluster.endState().forEach((what, is) -> {
            if (!is.equals(reference.end().get(what))) {
                problems.add(what + " is " + is + ", and was to be "
                        + reference.end().get(what));
            }
        });
        if (!UndisturbedRun.starts(cluster).equals(reference.starts())) {
            problems.add("starts are " + UndisturbedRun.starts(cluster) + ", and were " + reference.starts());
        }
        if (!UndisturbedRun.noticed(cluster.effects()).equals(UndisturbedRun.noticed(reference.effects()))) {
            problems.add("the cluster noticed " + UndisturbedRun.noticed(cluster.effects()) + ", and was to notice "
                    + UndisturbedRun.noticed(reference.effects()));
        }
        return problems;
    }
}
