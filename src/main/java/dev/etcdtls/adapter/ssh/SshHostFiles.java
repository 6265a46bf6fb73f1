package dev.etcdtls.adapter.ssh;

import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.FilePath;
import dev.etcdtls.model.HostName;
import dev.etcdtls.model.Outcome;
import dev.etcdtls.model.ServiceUser;
import dev.etcdtls.port.HostFile;
import dev.etcdtls.port.HostFiles;
import dev.etcdtls.port.Nothing;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/** Files of hosts, each change one script. */
final class SshHostFiles implements HostFiles {
    private static final int LARGEST = 1 << 20;
    private static final int NONE = 44;
    private static final Pattern MODE = Pattern.compile("[0-7]{3,4}");
    private static final Pattern TARGET = Pattern.compile("[A-Za-z0-9._-]{1,100}");

    private final RootShell shell;

    SshHostFiles(RootShell shell) {
        this.shell = shell;
    }

    @Override
    public Outcome<Optional<HostFile>> read(HostName host, FilePath path) {
        return shell.run(host, RemoteScript.READ_FILE, path.value(), String.valueOf(LARGEST))
                .then(ended -> switch (ended.exit()) {
                    case 0 -> file(host, path, ended.out());
                    case NONE -> new Outcome.Done<>(Optional.empty());
                    case 45 -> unreadable(host, path, "it is no file");
                    case 46 -> unreadable(host, path, "it is larger than 1 MiB");
                    default -> unreadable(host, path, ended.complaint());
                });
    }

    @Override
    public Outcome<Nothing> write(HostName host, FilePath path, HostFile file) {
        return nothing(
                host,
                "writing " + path,
                shell.runWithData(
                        host,
                        RemoteScript.WRITE_FILE,
                        file.text(),
                        path.value(),
                        file.owner().user(),
                        file.owner().group(),
                        mode(file.mode()),
                        String.valueOf(file.text().getBytes(StandardCharsets.UTF_8).length)));
    }

    @Override
    public Outcome<Nothing> makeFolder(HostName host, FilePath folder, ServiceUser owner, String mode) {
        return nothing(
                host,
                "making the folder " + folder,
                shell.run(host, RemoteScript.MAKE_FOLDER, folder.value(), owner.user(), owner.group(), mode(mode)));
    }

    @Override
    public Outcome<Nothing> keepCopy(HostName host, FilePath from, FilePath to) {
        return nothing(
                host, "keeping a copy of " + from, shell.run(host, RemoteScript.KEEP_COPY, from.value(), to.value()));
    }

    @Override
    public Outcome<Nothing> switchLink(HostName host, FilePath link, String target) {
        if (!TARGET.matcher(target).matches()) {
            throw new IllegalArgumentException("not a name in the link's own folder: '" + target + "'");
        }
        return nothing(host, "switching " + link, shell.run(host, RemoteScript.SWITCH_LINK, link.value(), target));
    }

    /** A path of fewer than three parts is never ours and is not removed, whoever asks. */
    @Override
    public Outcome<Nothing> remove(HostName host, FilePath path) {
        if (!path.value().matches("(/[^/]+){3,}")) {
            throw new IllegalArgumentException("refusing to remove " + path);
        }
        return nothing(host, "removing " + path, shell.run(host, RemoteScript.REMOVE, path.value()));
    }

    private static Outcome<Optional<HostFile>> file(HostName host, FilePath path, String out) {
        int lineEnd = out.indexOf('\n');
        String[] words = out.substring(0, lineEnd).split(" ");
        String text = out.substring(lineEnd + 1);
        // Decoding has put this in for bytes that are no UTF-8; they could not be written back as they were.
        if (text.indexOf('\uFFFD') >= 0) {
            return unreadable(host, path, "it is not UTF-8 text");
        }
        return new Outcome.Done<>(Optional.of(new HostFile(text, new ServiceUser(words[0], words[1]), words[2])));
    }

    private static Outcome<Optional<HostFile>> unreadable(HostName host, FilePath path, String why) {
        return new Outcome.Refused<>(HostProblems.failed(host, "reading " + path, why));
    }

    private static Outcome<Nothing> nothing(HostName host, String what, Outcome<Finished> ended) {
        return ended.then(finished -> {
            if (finished.exit() == 0) {
                return new Outcome.Done<>(Nothing.NOTHING);
            }
            if (finished.err().contains("No space left on device")) {
                return new Outcome.Refused<>(HostProblems.of(
                        ErrorCode.DISK_SPACE,
                        host,
                        what + " failed: the disk is full",
                        "make room on the host, then resume"));
            }
            return new Outcome.Refused<>(HostProblems.failed(host, what, finished.complaint()));
        });
    }

    private static String mode(String octal) {
        if (!MODE.matcher(octal).matches()) {
            throw new IllegalArgumentException("not an octal mode: '" + octal + "'");
        }
        return octal;
    }
}
