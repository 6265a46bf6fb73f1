package dev.etcdtls.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

/** The folder {@code target/lab/NAME} of a checkout: all that a person or a program needs to work with a lab. */
final class LabDirectory {
    static final String SSH_KEY = "ssh_key";
    static final String KNOWN_HOSTS = "known_hosts";
    static final String SSH_CONFIG = "ssh_config";
    static final String INVENTORY = "inventory.yaml";
    static final String LAB_JSON = "lab.json";
    static final String OPENBAO_TOKEN = "openbao-token";
    static final String OPENBAO_UNSEAL_KEY = "openbao-unseal-key";
    static final String OPENBAO_CA = "openbao-ca.crt";
    private static final List<String> ALL = List.of(
            SSH_KEY, KNOWN_HOSTS, SSH_CONFIG, INVENTORY, LAB_JSON, OPENBAO_TOKEN, OPENBAO_UNSEAL_KEY, OPENBAO_CA);

    private final Path path;

    LabDirectory(Path path) {
        this.path = path;
    }

    Path path() {
        return path;
    }

    Path file(String name) {
        return path.resolve(name);
    }

    /** Writes a file that all may read. */
    void write(String name, String text) {
        write(name, text, "rw-r--r--");
    }

    /** Writes a file that only its owner may read, and that was never readable to others. */
    void writeSecret(String name, String text) {
        write(name, text, "rw-------");
    }

    /** Removes what the lab has written, and the folder if nothing else lies in it. */
    void remove() {
        try {
            for (String name : ALL) {
                Files.deleteIfExists(file(name));
            }
            if (Files.isDirectory(path)) {
                try (Stream<Path> rest = Files.list(path)) {
                    if (rest.findAny().isPresent()) {
                        return;
                    }
                }
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot clean up " + path, e);
        }
    }

    private void write(String name, String text, String mode) {
        try {
            Files.createDirectories(path);
            Path file = file(name);
            Files.deleteIfExists(file);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode)));
            Files.writeString(file, text, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file(name), e);
        }
    }
}
