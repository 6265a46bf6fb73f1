package dev.etcdtls.report;

import dev.etcdtls.journal.JournalEntry;
import dev.etcdtls.journal.Progress;
import dev.etcdtls.model.ClusterName;
import dev.etcdtls.model.Problem;
import dev.etcdtls.model.RunId;
import dev.etcdtls.plan.Plan;
import dev.etcdtls.step.Disruption;
import dev.etcdtls.step.MoveConsumers;
import dev.etcdtls.step.Phase;
import dev.etcdtls.step.StageConsumerCertificates;
import dev.etcdtls.step.Step;
import dev.etcdtls.step.StepId;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a run came to: the facts of its result, in words by {@link RunText} and as JSON by {@link RunJson}.
 *
 * @param figures of the proof writer, by name
 */
public record RunReport(
        Run run, Plan plan, List<JournalEntry> journal, Ending ending, SortedMap<String, String> figures) {
    public RunReport {
        journal = List.copyOf(journal);
        figures = Collections.unmodifiableSortedMap(new TreeMap<>(figures));
    }

    /**
     * A run and the folder that it lives in, as the person would write it.
     *
     * @param access flags by which the person told how hosts are reached, for the next command; empty when none was given
     */
    public record Run(RunId id, String folder, String access) {
        public Run(RunId id, String folder) {
            this(id, folder, "");
        }
    }

    /** How the command ended. */
    public sealed interface Ending {
        record Completed() implements Ending {}

        record Reached(Phase phase) implements Ending {}

        /**
         * @param step where it stopped; empty before the first
         * @param safeToWait one sentence
         */
        record Stopped(Optional<StepId> step, List<Problem> problems, String safeToWait) implements Ending {
            public Stopped {
                problems = List.copyOf(problems);
            }
        }
    }

    ClusterName cluster() {
        return plan.header().cluster();
    }

    /** How often each member was restarted by this run: distinct starts that its gates saw. */
    Map<String, Integer> restarts() {
        SortedMap<String, Set<String>> starts = new TreeMap<>();
        for (Step step : plan.steps()) {
            if (step instanceof MoveConsumers moves) {
                moves.moves()
                        .forEach(move -> starts.computeIfAbsent(move.consumer().value(), _ -> new LinkedHashSet<>())
                                .addAll(invocations(step, move.consumer() + " invocation")));
            } else if (Disruption.of(step, false) != Disruption.NONE) {
                Set<String> seen = starts.computeIfAbsent(step.what(), _ -> new LinkedHashSet<>());
                seen.addAll(invocations(step, "invocation"));
            }
        }
        Map<String, Integer> counts = new LinkedHashMap<>();
        starts.forEach((member, seen) -> counts.put(member, seen.size()));
        return counts;
    }

    private List<String> invocations(Step step, String name) {
        return evidence(step.id())
                .map(facts -> facts.getOrDefault(name, ""))
                .filter(invocation -> !invocation.isEmpty())
                .toList();
    }

    /** When the first certificate of those that this run staged ends; empty when it staged none. */
    Optional<Instant> firstEnd() {
        return plan.steps().stream()
                .filter(step -> step instanceof Step.StageCertificate || step instanceof StageConsumerCertificates)
                .flatMap(step -> evidence(step.id()))
                .flatMap(facts -> moment(facts.getOrDefault("ends", "")).stream())
                .min(Instant::compareTo);
    }

    /** The https client URLs of all members as this plan makes them, in the order of their names. */
    List<String> endpoints() {
        return plan.steps().stream()
                .flatMap(step -> step instanceof Step.EnforceTls enforce ? Stream.of(enforce) : Stream.empty())
                .sorted(Comparator.comparing(enforce -> enforce.target().name()))
                .flatMap(RunReport::advertised)
                .distinct()
                .toList();
    }

    /** Whether any step was ever begun. */
    boolean isUntouched() {
        return journal.stream().noneMatch(entry -> entry instanceof JournalEntry.Started);
    }

    long stepsDone() {
        return new StepStates(plan, Progress.of(journal)).done();
    }

    private static Stream<String> advertised(Step.EnforceTls enforce) {
        String set = enforce.edit().set().getOrDefault("advertise-client-urls", "");
        return set.isEmpty() ? Stream.of("https://" + enforce.target().dial()) : Stream.of(set.split(","));
    }

    private Stream<SortedMap<String, String>> evidence(StepId step) {
        return journal.stream()
                .flatMap(entry -> entry instanceof JournalEntry.Finished finished
                                && finished.step().equals(step)
                        ? Stream.of(finished.evidence())
                        : Stream.empty());
    }

    private static Optional<Instant> moment(String text) {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
