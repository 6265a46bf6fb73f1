package dev.etcdtls.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etcdtls.acceptance.RunKiller.Struck;
import dev.etcdtls.codec.JournalCodec;
import dev.etcdtls.codec.PlanCodec;
import dev.etcdtls.demo.ClusterFacts;
import dev.etcdtls.demo.ClusterFacts.Access;
import dev.etcdtls.journal.JournalEntry;
import dev.etcdtls.lab.Lab;
import dev.etcdtls.plan.Plan;
import dev.etcdtls.step.Phase;
import dev.etcdtls.step.Step;
import dev.etcdtls.step.StepId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One run of {@code apply} that is killed and resumed as often as wanted, each time by the very command that {@code status} tells. */
final class KilledRun {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final List<String> UNATTENDED =
            List.of("--gate", "none", "--approve", "enforce", "--stall-budget", "3s");
    private static final int LOCKED = 7;
    private static final Duration LONGEST = Duration.ofMinutes(8);

    private final Path folder;
    private final Tool tool;
    private final ClusterFacts facts;
    private final HostWitness witness;
    private final RunKiller killer;
    private final Thread owner;
    private final List<StepId> struck = new ArrayList<>();
    private final StringBuilder story = new StringBuilder();
    private List<String> next = List.of();
    private Optional<Instant> died = Optional.empty();
    private List<Step> steps = List.of();

    /** @param folder with the inventory */
    KilledRun(Lab lab, Path checkout, Path folder) {
        this.folder = folder;
        this.tool = new Tool(checkout, folder, lab.directory());
        this.facts = new ClusterFacts(lab);
        this.witness = new HostWitness(lab);
        this.killer = new RunKiller(witness, folder.resolve("runs"));
        this.owner = tool.workloadOwner(lab);
    }

    /** @param from the first of the phase's steps that may be struck; the ones after it are tried when it was missed */
    record Kill(KillPoint point, Phase phase, int from) {}

    ClusterFacts facts() {
        return facts;
    }

    void plan() {
        Tool.Ended planned = tool.run("plan");
        assertThat(planned.exitCode()).as(planned.said()).isZero();
        try {
            Plan plan = PlanCodec.read(Files.readString(folder.resolve("plan/plan.json")));
            steps = plan.steps();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        owner.start();
    }

    List<Step> steps(Phase phase) {
        return steps.stream().filter(step -> step.phase() == phase).toList();
    }

    /** Starts or resumes the run, kills it at the instant, and asks what a person would ask then. */
    void strike(Kill kill) {
        List<Step> candidates =
                steps(kill.phase()).subList(kill.from(), steps(kill.phase()).size());
        RunTrail trail = new RunTrail(folder.resolve("runs"));
        Tool.Running running = start();
        Runnable whileFrozen = kill.point() == KillPoint.AFTER_EDIT ? this::aTwinIsLockedOut : () -> {};
        Optional<Struck> hit = killer.strike(running, trail, kill.point(), candidates, whileFrozen);
        if (hit.isEmpty()) {
            throw new AssertionError(kill + " was never hit; missed: " + killer.missed() + "; the command said: "
                    + running.await(LONGEST).said());
        }
        StepId step = hit.get().step().id();
        tellResumption();
        struck.add(step);
        died = Optional.of(hit.get().frozen());
        story.append(kill.point())
                .append(" of ")
                .append(step)
                .append(" at ")
                .append(hit.get().frozen());
        boolean plaintext = kill.phase().compareTo(Phase.ACCEPT) <= 0;
        Access access = plaintext ? Access.PLAINTEXT : Access.TLS;
        assertThat(witness.lockIsInCluster(access))
                .as("the lock of the dead run is still in the cluster")
                .isTrue();
        askStatus(step, kill.phase());
    }

    /** A tool that hangs is not dead: nobody takes its run up beside it. */
    private void aTwinIsLockedOut() {
        Tool.Ended twin = tool.run("resume", "runs/" + killer.run().getFileName(), "--gate", "none");
        assertThat(twin.exitCode()).as(twin.said()).isEqualTo(LOCKED);
    }

    /** Lets the run come to its end. */
    void toItsEnd() {
        Tool.Ended ended = start().await(LONGEST);
        owner.interrupt();
        tellResumption();
        assertThat(ended.exitCode()).as(ended.said()).isZero();
    }

    /** Resumes while the journal is away, and puts it back. */
    Tool.Ended withoutJournal() {
        Path journal = killer.run().resolve("journal.jsonl");
        Path away = folder.resolve("journal.away");
        try {
            Files.move(journal, away);
            Tool.Ended ended = start().await(LONGEST);
            Files.deleteIfExists(journal);
            Files.move(away, journal);
            return ended;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes a step's end out of the journal: the run no longer knows that it has done it. */
    void forgetEndOf(Step step) {
        Path journal = killer.run().resolve("journal.jsonl");
        try {
            List<String> kept = Files.readAllLines(journal).stream()
                    .filter(line -> !(JournalCodec.read(line) instanceof JournalEntry.Finished finished
                            && finished.step().equals(step.id())))
                    .toList();
            Files.writeString(journal, String.join("\n", kept) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        struck.add(step.id());
        story.append("; the end of ").append(step.id()).append(" was taken out of the journal");
    }

    List<JournalEntry> journal() {
        return killer.journal();
    }

    /** Steps that were started more often than their deaths explain. A census is taken anew after each resume, on purpose. */
    List<StepId> needlessRepeats(List<JournalEntry> entries) {
        Map<StepId, Long> starts = entries.stream()
                .flatMap(entry ->
                        entry instanceof JournalEntry.Started started ? Stream.of(started.step()) : Stream.empty())
                .filter(step -> steps(Phase.CENSUS).stream()
                        .noneMatch(census -> census.id().equals(step)))
                .collect(Collectors.groupingBy(step -> step, Collectors.counting()));
        return starts.entrySet().stream()
                .filter(entry -> entry.getValue() > 1 + Collections.frequency(struck, entry.getKey()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** What was struck when, for the person who reads the test's output. */
    String story() {
        return story + "missed: " + killer.missed();
    }

    private Tool.Running start() {
        return next.isEmpty()
                ? tool.start(Stream.concat(Stream.of("apply", "plan"), UNATTENDED.stream())
                        .toArray(String[]::new))
                : tool.startWith(
                        Stream.concat(next.stream(), UNATTENDED.stream()).toList());
    }

    private void tellResumption() {
        if (died.isPresent()) {
            Instant resumed = journal().stream()
                    .filter(entry -> entry instanceof JournalEntry.Resumed)
                    .map(JournalEntry::at)
                    .reduce((_, last) -> last)
                    .orElseThrow();
            story.append("; taken up after ")
                    .append(Duration.between(died.get(), resumed).toMillis())
                    .append(" ms\n");
        }
    }

    /** Status says in which step the run broke off, and the command that takes it up, which is what this test uses. */
    private void askStatus(StepId step, Phase phase) {
        Tool.Ended status = tool.run("status", "--output", "json");
        assertThat(status.exitCode()).as(status.said()).isZero();
        JsonNode said = JSON.readTree(status.stdout());
        assertThat(said.get("state").asString()).contains("broken off, in " + step + " ");
        boolean disturbs = phase == Phase.ACCEPT || phase == Phase.ENFORCE;
        assertThat(said.get("safeToWait").asString()).startsWith(disturbs ? "no" : "yes");
        String command = said.get("next").asString();
        assertThat(command + " ")
                .startsWith("etcd-tls resume runs/" + killer.run().getFileName() + " ");
        next = Stream.of(command.split(" ")).skip(1).toList();
    }
}
