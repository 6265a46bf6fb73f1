package dev.etcdtls.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The folder outside the checkout where the lab keeps what it has built or downloaded, keyed by version and checksum. */
record Cache(Path folder) {

    /** {@code ${XDG_CACHE_HOME:-~/.cache}/etcd-tls/lab}, made when it is missing. */
    static Cache ofUser() {
        Path root = Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
                .filter(text -> !text.isBlank())
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache"));
        return new Cache(folderAt(root.resolve("etcd-tls").resolve("lab")));
    }

    /** A folder in the cache, made when it is missing. */
    Path folder(String name) {
        return folderAt(folder.resolve(name));
    }

    /** Makes a thing once: {@code maker} fills a scratch folder, which gets its final name only when it is whole. */
    Path once(String name, Maker maker) {
        Path wanted = folder.resolve(name);
        if (Files.isDirectory(wanted)) {
            return wanted;
        }
        Path scratch = folder.resolve(name + ".part");
        remove(scratch);
        try {
            Files.createDirectories(scratch);
            maker.fill(scratch);
            Files.move(scratch, wanted);
            return wanted;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + scratch, e);
        } finally {
            remove(scratch);
        }
    }

    /** Removes a folder of the cache and all that is in it. */
    static void remove(Path folder) {
        if (Files.exists(folder)) {
            LocalCommand.run("rm", "-rf", "--one-file-system", folder.toString())
                    .orThrow("removing " + folder);
        }
    }

    private static Path folderAt(Path path) {
        try {
            return Files.createDirectories(path);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make the cache folder " + path, e);
        }
    }

    /** Fills a scratch folder. */
    @FunctionalInterface
    interface Maker {
        void fill(Path scratch) throws IOException;
    }
}
