package dev.etcdtls.acceptance;

import dev.etcdtls.codec.JournalCodec;
import dev.etcdtls.journal.JournalEntry;
import dev.etcdtls.journal.Progress;
import dev.etcdtls.step.Step;
import dev.etcdtls.step.StepId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * Kills a run at an instant of a step, and only there.
 *
 * <ol>
 *   <li>The run's own files announce the instant; the tool is frozen at once.
 *   <li>The journal must show the step in doubt, and the host must confirm the instant.
 *   <li>Then the tool is killed. If the instant was missed, the tool goes on as if nothing had been, and the next step that may be struck is
 *       waited for.
 * </ol>
 */
final class RunKiller {
    private static final long PAUSE_NANOS = 500_000;

    private final HostWitness witness;
    private final Path runs;
    private final List<String> missed = new ArrayList<>();

    RunKiller(HostWitness witness, Path runs) {
        this.witness = witness;
        this.runs = runs;
    }

    /** Which step was struck, and when the tool did its last thing. */
    record Struck(Step step, Instant frozen) {}

    /** Tries that did not count, and why. */
    List<String> missed() {
        return List.copyOf(missed);
    }

    /** The folder of the only run. */
    Path run() {
        try (var all = Files.list(runs)) {
            return all.filter(Files::isDirectory).findFirst().orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<JournalEntry> journal() {
        try {
            return Files.readAllLines(run().resolve("journal.jsonl")).stream()
                    .map(JournalCodec::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Waits for the instant and kills; empty when the command ended without having been struck.
     *
     * @param trail made before the command was started
     * @param steps that may be struck, tried in the order in which they come
     * @param whileFrozen what is tried when the instant was hit and the tool is frozen, not dead
     */
    Optional<Struck> strike(
            Tool.Running running, RunTrail trail, KillPoint point, List<Step> steps, Runnable whileFrozen) {
        while (running.process().isAlive()) {
            for (RunTrail.Mark mark : trail.next()) {
                Optional<Step> step = steps.stream()
                        .filter(one -> one.id().equals(mark.step()))
                        .findFirst();
                if (step.isPresent() && point.isAnnouncedBy(mark)) {
                    witness.awaitWork(point);
                    Signals.stop(running.process());
                    Struck struck = new Struck(step.get(), Instant.now());
                    Optional<String> why = whyMissed(point, struck);
                    if (why.isEmpty()) {
                        whileFrozen.run();
                        Signals.kill(running.process());
                        running.process().onExit().join();
                        return Optional.of(struck);
                    }
                    missed.add(point + " of " + mark.step() + ": " + why.get());
                    Signals.resume(running.process());
                }
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        return Optional.empty();
    }

    private Optional<String> whyMissed(KillPoint point, Struck struck) {
        StepId step = struck.step().id();
        List<JournalEntry> entries = journal();
        if (!Progress.of(entries).inDoubt().equals(List.of(step))) {
            return Optional.of("the journal does not show it in doubt");
        }
        return witness.missed(point, struck.step(), firstStart(entries, step), struck.frozen());
    }

    private static Instant firstStart(List<JournalEntry> entries, StepId step) {
        return entries.stream()
                .filter(entry -> entry instanceof JournalEntry.Started started
                        && started.step().equals(step))
                .map(JournalEntry::at)
                .findFirst()
                .orElseThrow();
    }
}
