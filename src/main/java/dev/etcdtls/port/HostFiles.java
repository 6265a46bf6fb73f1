package dev.etcdtls.port;

import dev.etcdtls.model.FilePath;
import dev.etcdtls.model.HostName;
import dev.etcdtls.model.Outcome;
import dev.etcdtls.model.ServiceUser;
import java.util.Optional;

/** Files of hosts, as root. Every write is repeatable: doing it twice is as doing it once. */
public interface HostFiles {
    /** The file, or empty when there is none. */
    Outcome<Optional<HostFile>> read(HostName host, FilePath path);

    /**
     * Writes the file whole: to a temporary file in the same folder, synced, with owner and mode, then renamed. A reader sees the old bytes
     * or the new ones. The text never appears on a command line.
     */
    Outcome<Nothing> write(HostName host, FilePath path, HostFile file);

    /** Makes a folder (and its parents) with owner and mode; one that is there only gets owner and mode. */
    Outcome<Nothing> makeFolder(HostName host, FilePath folder, ServiceUser owner, String mode);

    /** Copies a file byte for byte with owner, mode and times; a copy that is there already stays as it is. */
    Outcome<Nothing> keepCopy(HostName host, FilePath from, FilePath to);

    /** Points a symbolic link at {@code target} (relative) by one rename. */
    Outcome<Nothing> switchLink(HostName host, FilePath link, String target);

    /** Removes a file or folder, and folders of the tool's own around it that are empty then; one that is not there is fine. */
    Outcome<Nothing> remove(HostName host, FilePath path);
}
