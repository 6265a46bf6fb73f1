package dev.etcdtls.observation;

import dev.etcdtls.model.FilePath;

/** A copy of a configuration file from before a migration, on its own host. The text may hold passwords and never goes into a plan. */
public record KeptFile(FilePath path, String text) {
    /** The folder of all kept files of a host; each cluster has a folder of its own in it. */
    public static final FilePath BASE = new FilePath("/var/lib/etcd-tls/kept");

    @Override
    public String toString() {
        return "KeptFile[" + path + ", " + text.length() + " characters]";
    }
}
