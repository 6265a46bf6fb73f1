package dev.etcdtls.acceptance;

import dev.etcdtls.acceptance.faults.Fault;
import dev.etcdtls.acceptance.faults.Scene;
import dev.etcdtls.codec.PlanCodec;
import dev.etcdtls.journal.JournalEntry;
import dev.etcdtls.lab.Lab;
import dev.etcdtls.lab.LabHost;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.plan.Plan;
import dev.etcdtls.step.Phase;
import dev.etcdtls.step.Step;
import dev.etcdtls.step.StepId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * One migration of a plaintext lab with kills of the tool at random instants and at most one fault.
 *
 * <ol>
 *   <li>The tool is killed with SIGKILL in accept and in enforce, each at a random instant of a random step, and taken up again.
 *   <li>The fault strikes at its moment, while the tool is frozen. From there on the tool is not killed until it has said what it makes of it.
 *   <li>When the tool has ended, or has lived through it and is at another step, the hosts must show that the fault has struck; then it is mended, and the run is taken up.
 *   <li>Where the tool wants a person's yes, a second terminal says {@code continue}.
 *   <li>The run must complete within some lives.
 * </ol>
 */
final class ChaosRun {
    private static final List<String> UNATTENDED =
            List.of("--gate", "none", "--approve", "enforce", "--stall-budget", "10s");
    private static final Duration BETWEEN_ANSWERS = Duration.ofSeconds(4);
    private static final int MOST_LIVES = 10;
    private static final Duration LONGEST_LIFE = Duration.ofMinutes(6);
    private static final Duration LATEST_KILL = Duration.ofSeconds(6);
    private static final long PAUSE_NANOS = 1_000_000;

    private final Lab lab;
    private final Path folder;
    private final Tool tool;
    private final Optional<Fault> fault;
    private final List<PendingKill> kills;
    private final ChaosRecord record;
    private final Instant begun = Instant.now();
    private List<Step> steps = List.of();
    private Optional<Scene> struck = Optional.empty();
    private Optional<StepId> struckIn = Optional.empty();
    private boolean mended;
    private boolean needsPerson;

    /** A kill that is still to come: so long after the start of that step, or of a later one of its phase. */
    private record PendingKill(Phase phase, int step, Duration after) {}

    /** @param folder with the inventory */
    ChaosRun(Lab lab, Path checkout, Path folder, Optional<Fault> fault, boolean killed, Random random) {
        this.lab = lab;
        this.folder = folder;
        this.tool = new Tool(checkout, folder, lab.directory());
        this.fault = fault;
        this.kills =
                new ArrayList<>(killed ? List.of(kill(Phase.ACCEPT, random), kill(Phase.ENFORCE, random)) : List.of());
        this.record = new ChaosRecord(fault.map(Fault::words).orElse("none"));
    }

    private static PendingKill kill(Phase phase, Random random) {
        return new PendingKill(phase, random.nextInt(2), Duration.ofMillis(random.nextLong(LATEST_KILL.toMillis())));
    }

    ChaosRecord carryOut() throws IOException {
        plan();
        Thread owner = tool.workloadOwner(lab);
        owner.start();
        int exitCode = -1;
        try {
            for (int life = 1; life <= MOST_LIVES && exitCode != 0; life++) {
                exitCode = live(life);
            }
        } finally {
            owner.interrupt();
        }
        record.judge(lab, tool, begun, exitCode, kills.isEmpty());
        return record;
    }

    private void plan() throws IOException {
        Tool.Ended planned = tool.run("plan");
        if (planned.exitCode() != 0) {
            throw new IllegalStateException("no plan: " + planned.said());
        }
        Plan plan = PlanCodec.read(Files.readString(folder.resolve("plan/plan.json")));
        steps = plan.steps();
    }

    /** One life of the tool; gives its exit code, or -1 when it was killed. */
    private int live(int life) {
        RunTrail trail = new RunTrail(runs());
        Tool.Running running = tool.start(command(life));
        try {
            return watched(running, trail);
        } finally {
            // Where something here has failed, the tool must not go on alone.
            running.process().destroyForcibly();
        }
    }

    private int watched(Tool.Running running, RunTrail trail) {
        Instant end = Instant.now().plus(LONGEST_LIFE);
        Optional<Instant> killAt = Optional.empty();
        Optional<PendingKill> pending = Optional.empty();
        Instant asked = Instant.now();
        while (running.process().isAlive()) {
            if (needsPerson && Instant.now().isAfter(asked.plus(BETWEEN_ANSWERS))) {
                asked = Instant.now();
                record.continued(tool.runAtTerminal(
                        "Type 'yes'", "yes", "continue", "runs/" + folderOfRun().name()));
            }
            for (RunTrail.Mark mark : trail.next()) {
                strikeIfItIsTime(running, mark);
                if (isGotOver(mark)) {
                    afterwards();
                }
                if (pending.isEmpty() && mark.word().equals(RunTrail.STARTED)) {
                    pending = kills.stream()
                            .filter(kill -> number(mark, kill.phase()) >= kill.step())
                            .findFirst();
                    killAt = pending.map(kill -> Instant.now().plus(kill.after()));
                }
            }
            boolean waitsForWords = struck.isPresent() && !mended;
            if (!waitsForWords
                    && killAt.filter(at -> !Instant.now().isBefore(at)).isPresent()) {
                killed(running, pending.orElseThrow());
                return -1;
            }
            if (Instant.now().isAfter(end)) {
                Signals.kill(running.process());
                record.hung(LONGEST_LIFE);
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        Tool.Ended ended = running.await(LONGEST_LIFE);
        record.ended(ended, folderOfRun().lastEntry());
        needsPerson = ended.stdout().contains(ErrorCode.CONSENT_MISSING.name());
        afterwards();
        return ended.exitCode();
    }

    /** Counts only when the journal shows the step, or one of its phase, begun and the phase not over. */
    private void killed(Tool.Running running, PendingKill kill) {
        Signals.kill(running.process());
        running.process().onExit().join();
        Optional<Phase> in = folderOfRun().journal().stream()
                .flatMap(entry ->
                        entry instanceof JournalEntry.Started started ? Stream.of(started.step()) : Stream.empty())
                .reduce((_, last) -> last)
                .flatMap(id ->
                        steps.stream().filter(step -> step.id().equals(id)).findFirst())
                .map(Step::phase);
        record.killed(kill.phase(), in, folderOfRun().lastEntry());
        kills.remove(kill);
        afterwards();
    }

    private void strikeIfItIsTime(Tool.Running running, RunTrail.Mark mark) {
        if (struck.isPresent() || fault.isEmpty()) {
            return;
        }
        Fault one = fault.get();
        if (number(mark, one.moment().phase()) == one.moment().step()
                && one.moment().sign().isSaidBy(mark.word())) {
            Signals.stop(running.process());
            Scene scene = new Scene(lab, target(mark), one.moment().phase(), begun, runs());
            one.strike(scene);
            struck = Optional.of(scene);
            struckIn = Optional.of(mark.step());
            record.struck(mark.step());
            Signals.resume(running.process());
        }
    }

    /** Whether the tool has lived through what struck, without a word: it is at another step already. */
    private boolean isGotOver(RunTrail.Mark mark) {
        return fault.filter(Fault::mayGoUnnoticed).isPresent()
                && mark.word().equals(RunTrail.STARTED)
                && struckIn.filter(step -> !step.equals(mark.step())).isPresent();
    }

    /** The tool has ended or lived through it, in one way or another: what struck must have been seen by now, and is mended. */
    private void afterwards() {
        if (struck.isPresent() && !mended) {
            record.seen(fault.orElseThrow().seen(struck.get()), fault.get().mayGoUnnoticed());
            fault.get().mend(struck.get());
            mended = true;
        }
    }

    /** Which of the phase's steps it is, from 0; less when it is none. Steps for the tool alone and for kept files do not count. */
    private int number(RunTrail.Mark mark, Phase phase) {
        return steps.stream()
                .filter(step -> step.phase() == phase)
                .filter(step -> !(step instanceof Step.IssueOperatorCertificate || step instanceof Step.KeepFiles))
                .map(Step::id)
                .toList()
                .indexOf(mark.step());
    }

    private LabHost target(RunTrail.Mark mark) {
        Step step = steps.stream()
                .filter(one -> one.id().equals(mark.step()))
                .findFirst()
                .orElseThrow();
        return lab.host(
                step instanceof Step.TakeSnapshot snapshot
                        ? snapshot.from().host().value()
                        : step.what());
    }

    private String[] command(int life) {
        boolean first = life == 1 || folderOfRun().isEmpty();
        List<String> words = new ArrayList<>(
                first
                        ? List.of("apply", "plan")
                        : List.of("resume", "runs/" + folderOfRun().name()));
        words.addAll(UNATTENDED);
        if (needsPerson) {
            words.add("--wait-for-continue");
        }
        return words.toArray(String[]::new);
    }

    private RunFolder folderOfRun() {
        return new RunFolder(runs());
    }

    private Path runs() {
        return folder.resolve("runs");
    }
}
