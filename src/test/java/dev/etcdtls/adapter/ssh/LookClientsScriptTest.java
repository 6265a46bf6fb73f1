package dev.etcdtls.adapter.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etcdtls.certificate.CertificateFolder;
import dev.etcdtls.consumer.ClientPlace;
import dev.etcdtls.model.ConsumerName;
import dev.etcdtls.model.FilePath;
import dev.etcdtls.model.HostName;
import dev.etcdtls.model.UnitName;
import dev.etcdtls.observation.CertificateSet;
import dev.etcdtls.observation.ClientCertificates;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code look.sh} says of the certificates of declared clients, on this machine; only systemctl and busctl are others. */
class LookClientsScriptTest {
    private static final UnitName UNIT = new UnitName("backup.service");

    @TempDir
    private Path folder;

    @BeforeEach
    void makePrograms() throws IOException {
        program("busctl", "exit 1");
        program("ss", "exit 0");
        unitRunsAs("", "");
    }

    @Test
    void aWholeSetIsReadAndOfHalfASetTheNumber() throws Exception {
        Path set = Files.createDirectories(folder.resolve("tls/v1"));
        Files.createDirectories(folder.resolve("tls/v2"));
        selfSigned(set);
        Files.copy(set.resolve("client.crt"), set.resolve("ca.crt"));
        Files.createSymbolicLink(folder.resolve("tls/current"), Path.of("v1"));

        ClientCertificates seen = look(Optional.of(UNIT));

        assertThat(seen.versions()).containsExactly(1, 2);
        assertThat(seen.sets()).singleElement().satisfies(one -> {
            assertThat(one.current()).isTrue();
            assertThat(one.keyMatches()).isTrue();
            assertThat(one.leaf().names().commonName()).isEqualTo("backup");
            assertThat(one.access().mode()).isEqualTo("600");
        });
        assertThat(seen.current().map(CertificateSet::version)).contains(1);
    }

    @Test
    void theKeyBelongsToTheUsersOfTheUnit() throws Exception {
        unitRunsAs("daemon", "");
        assertThat(look(Optional.of(UNIT)).owner()).hasToString("daemon:daemon");

        unitRunsAs("daemon", "adm");
        assertThat(look(Optional.of(UNIT)).owner()).hasToString("daemon:adm");
    }

    /** A user that systemd makes for each start is none that a file could have. */
    @Test
    void theKeyIsRootsWhereTheUserCannotBeKnown() throws Exception {
        assertThat(look(Optional.of(UNIT)).owner()).hasToString("root:root");
        assertThat(look(Optional.empty()).owner()).hasToString("root:root");

        unitRunsAs("nobody-of-this-name", "");
        assertThat(look(Optional.of(UNIT)).owner()).hasToString("root:root");
    }

    private ClientCertificates look(Optional<UnitName> unit) throws Exception {
        ClientPlace place = new ClientPlace(
                new ConsumerName("backup"),
                new HostName("a1"),
                unit,
                CertificateFolder.ofClient(new FilePath(folder.resolve("tls").toString())));
        String text = RemoteScript.LOOK
                .text()
                .replace("PATH=/usr/local/sbin", "PATH=" + folder.resolve("bin") + ":/usr/local/sbin");
        List<String> command = new ArrayList<>(List.of(
                "sh",
                "-c",
                text,
                "look",
                folder.resolve("none").toString(),
                folder.resolve("none").toString()));
        command.addAll(ClientReading.words(List.of(place)));
        Process shell = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor()).isZero();
        List<ClientCertificates> all = ClientReading.of(HostReport.parse(said).orElseThrow());
        assertThat(all).hasSize(1);
        assertThat(all.getFirst().folder()).isEqualTo(place.folder());
        return all.getFirst();
    }

    private void selfSigned(Path set) throws Exception {
        Process openssl = new ProcessBuilder(
                        "openssl",
                        "req",
                        "-x509",
                        "-newkey",
                        "ec",
                        "-pkeyopt",
                        "ec_paramgen_curve:P-256",
                        "-nodes",
                        "-subj",
                        "/CN=backup",
                        "-keyout",
                        set.resolve("client.key").toString(),
                        "-out",
                        set.resolve("client.crt").toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(openssl.waitFor()).isZero();
    }

    private void unitRunsAs(String user, String group) throws IOException {
        program(
                "systemctl",
                "case \"$1 $2\" in \"show backup.service\") echo User=" + user + "; echo Group=" + group + " ;; esac");
    }

    private void program(String name, String line) throws IOException {
        Path bin = Files.createDirectories(folder.resolve("bin"));
        Path program = Files.writeString(bin.resolve(name), "#!/bin/sh\n" + line + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
