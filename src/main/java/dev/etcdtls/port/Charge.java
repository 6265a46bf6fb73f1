package dev.etcdtls.port;

import dev.etcdtls.config.ProcessSetting;
import dev.etcdtls.model.ClientUrl;
import dev.etcdtls.model.Digest;
import dev.etcdtls.model.FilePath;
import dev.etcdtls.model.RunId;
import dev.etcdtls.model.Secret;
import dev.etcdtls.model.ServiceUser;
import dev.etcdtls.model.UnitName;
import dev.etcdtls.step.FileEdit;
import dev.etcdtls.step.StepId;
import dev.etcdtls.step.Target;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a dead-man switch needs to know: one unit of its host, whose restart with changed files it guards. A restart, not a reload: of a
 * process that only read its files anew the switch would put the files back and no more. Nor a static pod, which systemd does not start.
 *
 * <p>For a unit that is not etcd: {@code files} has every file that the step is going to change, each once, with what it is now and what
 * the step makes of it; {@code wanted} is what {@link ProcessSetting#of} gives for all edits together, and may be empty for a program that
 * reads its settings from a file by itself: then the health check alone tells whether it is well; {@code health} is a {@link Health.Check}.
 *
 * @param files never empty; in the order in which they go back
 * @param wanted what a process with the new configuration has, in its environment or on its command line. The unit's main process is
 *     looked at, so a shell that stands before the program must replace itself by it ({@code exec}).
 */
public record Charge(
        RunId run, StepId step, Subject subject, List<GuardedFile> files, List<ProcessSetting> wanted, Health health) {
    public Charge {
        files = List.copyOf(files);
        wanted = List.copyOf(wanted);
        if (files.isEmpty() || files.stream().map(GuardedFile::path).distinct().count() != files.size()) {
            throw new IllegalArgumentException("a switch takes files back, each once: " + files);
        }
        if (health instanceof Health.Page && !isOfEtcd(subject, files)) {
            throw new IllegalArgumentException("etcd's switch takes back one file that was there and is there");
        }
    }

    /**
     * Of a member: its file, its variables, and its health page.
     *
     * @param healthy the listener that the new settings give the member, where it must answer
     */
    public static Charge ofMember(RunId run, StepId step, Target target, FileEdit edit, ClientUrl healthy) {
        return new Charge(
                run,
                step,
                new Subject(target.unit(), target.user(), false, Subject.LEAST),
                List.of(GuardedFile.of(edit)),
                ProcessSetting.of(edit.style(), edit.set()),
                new Health.Page(healthy));
    }

    private static boolean isOfEtcd(Subject subject, List<GuardedFile> files) {
        return files.size() == 1
                && files.getFirst().before().isPresent()
                && files.getFirst().after().isPresent()
                && !subject.readAnew()
                && subject.least().equals(Subject.LEAST);
    }

    /**
     * What is restarted.
     *
     * @param user as whom its process runs; the health check runs as it too
     * @param readAnew whether systemd must read its units anew ({@code daemon-reload}) after the files went back, because one of them is a
     *     unit or a drop-in. That puts other people's pending changes of units in force: see that there are none before the step.
     * @param least how long the step may take from the arming to the end of its gate: the deadline is not before that. Not less than
     *     {@link #LEAST}; for a kube-apiserver, which may need a minute to stop and another until it is ready, more.
     */
    public record Subject(UnitName unit, ServiceUser user, boolean readAnew, Duration least) {
        /** Enough for an etcd. */
        public static final Duration LEAST = Duration.ofSeconds(60);

        public Subject {
            if (least.compareTo(LEAST) < 0) {
                throw new IllegalArgumentException("a deadline within " + least);
            }
        }
    }

    /**
     * A file that the step changes. The host keeps a copy with owner and mode, each file its own.
     *
     * @param before digest of its bytes now; empty when there is no such file: putting it back is removing it, and so is the folder of
     *     drop-ins below {@code /etc/systemd/system} that this leaves empty
     * @param after digest of the bytes that the step gives it; empty when the step removes it
     */
    public record GuardedFile(FilePath path, Optional<Digest> before, Optional<Digest> after) {
        public GuardedFile {
            if (before.equals(after)) {
                throw new IllegalArgumentException(path + " is not changed");
            }
        }

        /** One that is there, and is edited. */
        public static GuardedFile of(FileEdit edit) {
            return new GuardedFile(edit.style().path(), Optional.of(edit.before()), Optional.of(edit.after()));
        }
    }

    /** How the host asks the unit's new process whether it is well. */
    public sealed interface Health {
        /** By etcd's own health page at this listener, with the member's own certificate. */
        record Page(ClientUrl url) implements Health {}

        /**
         * By commands of the POSIX shell: 0 is well, anything else is not. They run on the host as the unit's user, without standard input,
         * and are asked again each second while they say no. They lie there in a file that root alone reads, never on a command line, so they
         * may hold a token; what they print may end up in the host's journal, so they must print none. What is no shell script is refused
         * when the switch is armed.
         *
         * @param each how long they may take once; what takes longer is ended, and is not well
         * @param within how long they are asked, from the moment that systemd calls the unit active
         */
        record Check(Secret commands, Duration each, Duration within) implements Health {
            public Check {
                if (each.toSeconds() < 1 || within.compareTo(each) < 0) {
                    throw new IllegalArgumentException("a health check of " + each + " within " + within);
                }
            }
        }
    }
}
