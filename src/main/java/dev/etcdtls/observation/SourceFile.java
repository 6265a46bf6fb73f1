package dev.etcdtls.observation;

import dev.etcdtls.model.FilePath;
import dev.etcdtls.observation.EtcdService.ConfigFile;

/**
 * A file that says, or may say, how a program is started.
 *
 * @param vendor whether it belongs to a package or is made anew at each boot, by where it really lies: below {@code /usr/lib}, {@code /lib}
 *     or {@code /run}; a change of such a file does not last
 */
public record SourceFile(FilePath path, Kind kind, ConfigFile file, boolean vendor) {
    /** What it is to its unit. */
    public enum Kind {
        /** The unit file. */
        FRAGMENT,
        DROP_IN,
        /** A file of {@code EnvironmentFile=}. */
        ENVIRONMENT_FILE,
        /** A static pod. */
        MANIFEST,
        /** The inventory names it, and it is none of the others. */
        DECLARED;

        /** Whether systemd reads it as a part of the unit itself. */
        public boolean isOfUnit() {
            return this == FRAGMENT || this == DROP_IN;
        }
    }

    public String text() {
        return file.text();
    }
}
