package dev.etcdtls.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A small file system of its own on this machine, which can be filled without filling anything else. */
public final class LocalMount implements AutoCloseable {
    private final Path folder;

    private LocalMount(Path folder) {
        this.folder = folder;
    }

    /** Mounts an empty one at a folder, which is made. Needs root, as the lab does. */
    public static LocalMount tmpfs(Path folder, int megabytes) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        command("mount", "-t", "tmpfs", "-o", "mode=0700,size=" + megabytes + "m", "etcd-tls-lab", folder.toString());
        return new LocalMount(folder);
    }

    /** Keeps what is in it in a folder beside it, and unmounts. */
    @Override
    public void close() {
        command("cp", "-a", folder.toString(), folder + ".kept");
        command("umount", folder.toString());
    }

    private static void command(String... words) {
        var unused = LocalCommand.run(words).orThrow(String.join(" ", words));
    }
}
