package dev.etcdtls.adapter.journalfile;

import dev.etcdtls.codec.PlanCodec;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.Problem;
import dev.etcdtls.model.ProblemException;
import dev.etcdtls.model.RunId;
import dev.etcdtls.plan.Plan;
import dev.etcdtls.port.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * The folder of one run (0700): plan.json, journal.jsonl, events.jsonl, {@code evidence/}, and {@code secret/}, of which nothing ever goes
 * into evidence. Nothing else remembers anything of a run: the folder may be copied to another machine and the run resumed there.
 */
public final class RunDirectory implements RunFolder {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,120}");

    private final RunId id;
    private final Path path;

    RunDirectory(RunId id, Path path) {
        this.id = id;
        this.path = path;
    }

    @Override
    public RunId id() {
        return id;
    }

    public Path path() {
        return path;
    }

    public FileJournal journal() {
        return new FileJournal(path.resolve("journal.jsonl"));
    }

    boolean isBegun() {
        return Files.exists(path.resolve("journal.jsonl"));
    }

    public EventFile events(Supplier<Instant> clock) {
        return new EventFile(path.resolve("events.jsonl"), clock);
    }

    /** Where a process at work and people at other terminals find each other. */
    public RunDesk desk() {
        return new RunDesk(path);
    }

    @Override
    public Path secret(String name) {
        return secrets().resolve(checked(name));
    }

    /** The folder of secrets. */
    public Path secrets() {
        return path.resolve("secret");
    }

    @Override
    public void evidence(String name, String text) {
        write(path.resolve("evidence").resolve(checked(name)), text, "etcd-tls resume");
    }

    /** The folder of the evidence. */
    public Path evidence() {
        return path.resolve("evidence");
    }

    public void writePlan(Plan plan) {
        write(path.resolve("plan.json"), PlanCodec.write(plan), "repeat the command");
    }

    /** @throws ProblemException as {@link PlanCodec#read} does, or RUN_UNREADABLE when there is none */
    public Plan readPlan() {
        Path file = path.resolve("plan.json");
        try {
            return PlanCodec.read(Files.readString(file), file.toString());
        } catch (IOException e) {
            throw new ProblemException(
                    new Problem(
                            ErrorCode.RUN_UNREADABLE,
                            file.toString(),
                            "the run has no readable plan: " + e,
                            "name another run, or make a new plan with: etcd-tls plan"),
                    e);
        }
    }

    void make() throws IOException {
        PrivateFiles.makeFolder(path);
        PrivateFiles.makeFolder(path.resolve("evidence"));
        PrivateFiles.makeFolder(path.resolve("secret"));
    }

    /** @param afterwards what takes up again where it could not be written */
    private static void write(Path file, String text, String afterwards) {
        try {
            PrivateFiles.replace(file, text);
        } catch (IOException e) {
            throw new ProblemException(
                    new Problem(
                            ErrorCode.DISK_SPACE,
                            file.toString(),
                            "the file cannot be written (" + e.getMessage() + ")",
                            "make room on this machine's disk and look at the folder's owner, then: " + afterwards),
                    e);
        }
    }

    private static String checked(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("not a file name: '" + name + "'");
        }
        return name;
    }
}
