package dev.etcdtls.observation;

import dev.etcdtls.model.FilePath;

/** A copy of a configuration file from before a migration, on its own host. The text may hold passwords and never goes into a plan. */
public record KeptFile(FilePath path, String text) {
    /** The folder of all kept files of a host; each cluster has a folder of its own in it. */
    public static final FilePath BASE = new FilePath("/var/lib/etcd-tls/kept");

    /** Where the copy of a file lies in a folder of kept files: by its name in {@code /etc/default}, any other by its whole path. */
    public static FilePath copyOf(FilePath folder, FilePath file) {
        String usual = "/etc/default/";
        String path = file.value();
        return folder.child(
                path.startsWith(usual)
                        ? path.substring(usual.length())
                        : path.substring(1).replace('/', '_'));
    }

    @Override
    public String toString() {
        return "KeptFile[" + path + ", " + text.length() + " characters]";
    }
}
