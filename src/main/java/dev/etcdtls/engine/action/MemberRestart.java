package dev.etcdtls.engine.action;

import dev.etcdtls.config.ConfigEditor;
import dev.etcdtls.config.EtcdSettings;
import dev.etcdtls.model.Digest;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.FilePath;
import dev.etcdtls.model.Outcome;
import dev.etcdtls.model.Problem;
import dev.etcdtls.model.ProblemException;
import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.observation.EtcdService;
import dev.etcdtls.observation.EtcdService.Unit;
import dev.etcdtls.port.HostFile;
import dev.etcdtls.port.HostFiles;
import dev.etcdtls.port.Nothing;
import dev.etcdtls.step.FileEdit;
import dev.etcdtls.step.Restoration;
import dev.etcdtls.step.Step;
import dev.etcdtls.step.Target;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Brings one member to run with edited settings. The running process decides what is missing: one that runs with the wanted settings is not
 * restarted again, whatever the journal says.
 */
final class MemberRestart {
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final int LOG_LINES = 5;

    private final Equipment equipment;
    private final Step step;
    private final Target target;
    private final FileEdit edit;
    private final DeadMan deadMan;
    private final NewText newText;

    /** The text that the file gets, from the one that it has. */
    private interface NewText {
        String of(HostFile now);
    }

    MemberRestart(Equipment equipment, Step step, Target target, FileEdit edit) {
        this(equipment, step, target, edit, now -> ConfigEditor.edit(edit.style(), now.text(), edit.set()));
    }

    private MemberRestart(Equipment equipment, Step step, Target target, FileEdit edit, NewText newText) {
        this.equipment = equipment;
        this.step = step;
        this.target = target;
        this.edit = edit;
        this.deadMan = new DeadMan(equipment, step, target);
        this.newText = newText;
    }

    /** The same with a file that gets back the bytes that it had. */
    static MemberRestart restoring(Equipment equipment, Step step, Target target, Restoration back) {
        return new MemberRestart(equipment, step, target, back.edit(), _ -> {
            HostFiles files = equipment.world().hosts().files();
            HostFile kept = files.read(target.host(), back.kept())
                    .orThrow()
                    .orElseThrow(() -> gone(target, back.kept(), "the kept copy is gone"));
            return ConfigEditor.edit(back.edit().style(), kept.text(), back.redo());
        });
    }

    /** Whether a process runs with every wanted setting. */
    static boolean isInForce(FileEdit edit, EtcdSettings running) {
        return !running.values().isEmpty()
                && edit.set().entrySet().stream()
                        .allMatch(wanted ->
                                running.get(wanted.getKey()).orElse("").equals(wanted.getValue()));
    }

    boolean isInForce(ClusterObservation seen) {
        return seen.service(target.host())
                .map(EtcdService::running)
                .filter(running -> isInForce(edit, running))
                .isPresent();
    }

    /** Waits until no start or stop is under way: a restart that an earlier run asked for must not be asked for twice. */
    void settle() {
        equipment
                .waiting()
                .until(
                        LONGEST,
                        PAUSE,
                        () -> look().filter(unit ->
                                Set.of("active", "failed", "inactive").contains(unit.activeState())));
    }

    /**
     * The edited file is on disk afterwards. It must have been as the plan saw it, or as the plan wants it. Where the process has yet to be
     * restarted with it, the dead-man switch is armed first.
     */
    void writeFile(ClusterObservation seen) {
        HostFiles files = equipment.world().hosts().files();
        FilePath path = edit.style().path();
        Optional<HostFile> wanted = edited(files, path);
        if (!isInForce(seen)) {
            deadMan.arm(edit, seen);
            // Arming takes its time, and the file may be another one since.
            wanted = orTakeBack(() -> edited(files, path));
        }
        wanted.ifPresent(file -> {
            orTakeBack(() -> files.write(target.host(), path, file).orThrow());
            equipment.tell(step, path + " on " + target.host() + " is edited");
        });
    }

    /** The file that has to be written; empty when it is there. */
    private Optional<HostFile> edited(HostFiles files, FilePath path) {
        HostFile file = files.read(target.host(), path).orThrow().orElseThrow(() -> moved(path, "is gone"));
        Digest found = Digest.of(file.text());
        if (found.equals(edit.after())) {
            return Optional.empty();
        }
        if (!found.equals(edit.before())) {
            throw moved(path, "is not as the plan saw it");
        }
        String text = newText.of(file);
        if (!Digest.of(text).equals(edit.after())) {
            throw moved(path, "would not become what the plan shows");
        }
        return Optional.of(new HostFile(text, file.owner(), file.mode()));
    }

    /** What must hold between the edit and the restart. When it does not, the file goes back and the switch is disarmed. */
    <T> T orTakeBack(Supplier<T> demand) {
        try {
            return demand.get();
        } catch (ProblemException e) {
            deadMan.standDown();
            throw e;
        }
    }

    /** Asks for one restart and waits until systemd shows a new start that is active. */
    Unit restart() {
        Unit before = orTakeBack(() -> {
            deadMan.demandArmed();
            return state().orThrow();
        });
        orTakeBack(() -> switch (equipment.world().hosts().services().restart(target.host(), target.unit())) {
            case Outcome.Refused<Nothing>(Problem problem) -> throw new ProblemException(problem);
            case Outcome.Done<Nothing> done -> done;
            case Outcome.Unknown<Nothing> perhaps -> perhaps;
        });
        equipment.tell(step, target.unit() + " on " + target.host() + " restarts");
        Unit after = awaitActive(before.invocationId());
        equipment.tell(step, target.unit() + " on " + target.host() + " is active again");
        return after;
    }

    /** @param formerInvocation of the start that is over; empty to take any */
    Unit awaitActive(String formerInvocation) {
        Optional<Unit> now = equipment
                .waiting()
                .until(
                        LONGEST,
                        PAUSE,
                        () -> look().filter(unit -> !unit.invocationId().equals(formerInvocation))
                                .filter(unit ->
                                        unit.isActive() || unit.activeState().equals("failed")));
        return now.filter(Unit::isActive)
                .orElseThrow(() -> notActive(
                        now.isPresent()
                                ? "did not start: it is " + now.get().activeState()
                                : "did not become active within " + LONGEST.toSeconds() + " s of its restart"));
    }

    /** Empty while the host does not answer: one lost call is no reason to give a restart up. */
    private Optional<Unit> look() {
        return state() instanceof Outcome.Done<Unit>(Unit unit) ? Optional.of(unit) : Optional.empty();
    }

    private Outcome<Unit> state() {
        return equipment.world().hosts().services().state(target.host(), target.unit());
    }

    private ProblemException notActive(String how) {
        Outcome<String> log = equipment.world().hosts().services().log(target.host(), target.unit(), LOG_LINES);
        if (log instanceof Outcome.Done<String>(String lines)) {
            lines.lines().forEach(line -> equipment.tell(step, target.host() + ": " + line.strip()));
        }
        return new ProblemException(new Problem(
                ErrorCode.STEP_FAILED,
                "members/" + target.name(),
                target.unit() + " " + how,
                "look at journalctl -u " + target.unit() + " on " + target.host()
                        + "; restart no other member; mend it and resume, or put the kept copy of "
                        + edit.style().path() + " back"));
    }

    private ProblemException moved(FilePath path, String what) {
        return gone(target, path, "the file " + what);
    }

    private static ProblemException gone(Target target, FilePath path, String what) {
        return new ProblemException(new Problem(
                ErrorCode.WORLD_MOVED,
                "hosts/" + target.host() + path,
                what,
                "nothing was written; see who changed it, then plan again"));
    }
}
