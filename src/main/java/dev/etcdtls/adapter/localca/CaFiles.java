package dev.etcdtls.adapter.localca;

import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.Problem;
import dev.etcdtls.model.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/**
 * The folder {@code local-ca/}: {@code ca.crt} and {@code ca.key}. It appears whole by one rename, so that a key without its certificate
 * cannot be left behind, and an existing one is never touched.
 */
final class CaFiles {
    private final Path folder;

    CaFiles(Path folder) {
        this.folder = folder;
    }

    /** Prints without the key. */
    record Pems(String certificate, String key) {
        @Override
        public String toString() {
            return "Pems[" + certificate + ", ***]";
        }
    }

    Path folder() {
        return folder;
    }

    /** What is there; empty when there is no such folder. */
    Optional<Pems> read() {
        if (!Files.exists(folder)) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new Pems(Files.readString(folder.resolve("ca.crt")), Files.readString(folder.resolve("ca.key"))));
        } catch (IOException e) {
            throw new ProblemException(
                    new Problem(
                            ErrorCode.LOCAL_CA_MISSING,
                            folder.getFileName() + "/",
                            "the folder of the local CA is there, but its files cannot be read (" + e.getMessage()
                                    + ")",
                            "put ca.crt and ca.key back from a copy; members trust this CA and no other"),
                    e);
        }
    }

    /** Writes both files (0600) into a new folder (0700); false when there is one already, which stays as it is. */
    boolean create(Pems pems) {
        if (Files.exists(folder)) {
            return false;
        }
        Path fresh = folder.resolveSibling(
                folder.getFileName() + ".new-" + ProcessHandle.current().pid());
        try {
            Files.createDirectories(
                    folder.toAbsolutePath().getParent(),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            Files.createDirectory(
                    fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            write(fresh.resolve("ca.key"), pems.key());
            write(fresh.resolve("ca.crt"), pems.certificate());
            Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
            return true;
        } catch (FileAlreadyExistsException _) {
            return lost(fresh);
        } catch (FileSystemException e) {
            if (Files.exists(folder)) {
                return lost(fresh);
            }
            throw new UncheckedIOException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Another process was quicker: its CA counts. */
    private static boolean lost(Path fresh) {
        try {
            Files.deleteIfExists(fresh.resolve("ca.key"));
            Files.deleteIfExists(fresh.resolve("ca.crt"));
            Files.deleteIfExists(fresh);
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, String text) throws IOException {
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, text, StandardOpenOption.WRITE, StandardOpenOption.SYNC);
    }
}
