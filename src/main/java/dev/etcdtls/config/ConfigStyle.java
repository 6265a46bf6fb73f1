package dev.etcdtls.config;

import dev.etcdtls.model.FilePath;

/** How a host's etcd gets its settings, and the file that an edit goes to. */
public sealed interface ConfigStyle {
    /** The file that is edited. */
    FilePath path();

    /** {@code ETCD_*} assignments in a file that the unit names as {@code EnvironmentFile=} (Debian: {@code /etc/default/etcd}). */
    record EnvironmentFile(FilePath path) implements ConfigStyle {}
}
