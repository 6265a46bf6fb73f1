package dev.etcdtls.cli;

import dev.etcdtls.model.Secret;
import dev.etcdtls.port.CertificateIssuer.IssuedCertificate;
import dev.etcdtls.report.EtcdctlLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** The three files of a client: key (0600), certificate and trusted CA. */
record ClientFiles(Path folder, String name) {
    /** Replacing a key that something uses is never done by the way. */
    void refuseToReplace(boolean force) {
        for (Path file : List.of(key(), certificate())) {
            if (Files.exists(file) && !force) {
                throw InitCommand.wrong(
                        file.toString(),
                        "there is a file of this name already",
                        "choose another name, --out or --force");
            }
        }
    }

    void write(Secret secret, IssuedCertificate issued) {
        try {
            Files.createDirectories(folder);
            replace(key(), secret.reveal(), "rw-------");
            replace(certificate(), issued.certificate(), "rw-r--r--");
            replace(trustedCa(), issued.trustedCa(), "rw-r--r--");
        } catch (IOException e) {
            throw InitCommand.wrong(
                    folder.toString(), "the files cannot be written (" + e + ")", "choose another --out");
        }
    }

    EtcdctlLines.Files paths() {
        return new EtcdctlLines.Files(trustedCa().toString(), certificate().toString(), key().toString());
    }

    private Path key() {
        return folder.resolve(name + ".key");
    }

    private Path certificate() {
        return folder.resolve(name + ".crt");
    }

    private Path trustedCa() {
        return folder.resolve("ca.crt");
    }

    /** Born with its mode, then renamed: nobody gets a moment to look, and a reader sees the old file or the new one. */
    private static void replace(Path file, String text, String mode) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode)));
        Files.writeString(fresh, text);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
