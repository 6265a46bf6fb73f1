package dev.etcdtls.adapter.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etcdtls.consumer.ConsumerProcess;
import dev.etcdtls.consumer.Speech;
import dev.etcdtls.inventory.ConsumerEntry;
import dev.etcdtls.model.ConsumerName;
import dev.etcdtls.model.HostName;
import dev.etcdtls.model.UnitName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code consumer-process.sh} and what is read of it, on a process of this machine; only systemctl is another. */
class ConsumerProcessScriptTest {
    private static final ConsumerEntry FLANNELD = new ConsumerEntry(
            new ConsumerName("flannel-n1"),
            ConsumerEntry.Kind.FLANNELD,
            new HostName("n1"),
            Optional.of(new UnitName("flanneld.service")),
            List.of(),
            new ConsumerEntry.Behaviour(Optional.empty(), false));

    @TempDir
    private Path folder;

    private Optional<Process> client = Optional.empty();

    @BeforeEach
    void makeFiles() throws IOException {
        Path set = Files.createDirectories(folder.resolve("tls/v1"));
        for (String file : List.of("ca.crt", "client.crt", "client.key")) {
            Files.writeString(set.resolve(file), "x");
        }
        Files.createSymbolicLink(folder.resolve("tls/current"), Path.of("v1"));
        Path bin = Files.createDirectories(folder.resolve("bin"));
        program(bin.resolve("systemctl"), "echo \"MainPID=$(cat " + folder.resolve("pid") + ")\"");
        program(bin.resolve("busctl"), "exit 1");
        Files.writeString(folder.resolve("pid"), "0\n");
    }

    private static void program(Path path, String script) throws IOException {
        Files.writeString(path, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @AfterEach
    void end() {
        client.ifPresent(Process::destroyForcibly);
    }

    @Test
    void aRunningProcessIsReadWithItsTimes() throws Exception {
        Instant before = Instant.now().minusSeconds(2);
        start(List.of("--etcd-endpoints=https://198.51.100.11:2379"), Map.of());

        ConsumerProcess process = look().orElseThrow();

        assertThat(process.pid()).isEqualTo(client.orElseThrow().pid());
        assertThat(process.settings().speech()).isEqualTo(Speech.TLS);
        assertThat(process.started()).isBetween(before, Instant.now().plusSeconds(2));
        assertThat(process.certificatesSince().orElseThrow())
                .isBetween(before, Instant.now().plusSeconds(2));
    }

    /** The kernel's own count is too coarse for an owner who puts certificates in place and restarts in the same second. */
    @Test
    void theStartIsTheOneThatSystemdNoted() throws Exception {
        start(List.of("--etcd-endpoints=https://198.51.100.11:2379"), Map.of());
        Instant asTheKernelCounts = look().orElseThrow().started();
        noted(client.orElseThrow().pid(), "1700000000000123");

        Instant started = look().orElseThrow().started();

        assertThat(asTheKernelCounts).isAfter(Instant.parse("2026-01-01T00:00:00Z"));
        assertThat(started).isBetween(Instant.ofEpochSecond(1_699_999_999L), Instant.ofEpochSecond(1_700_000_001L));
    }

    /** A program that has forked away is not the process that systemd started. */
    @Test
    void aNoteAboutAnotherProcessIsNotTaken() throws Exception {
        start(List.of("--etcd-endpoints=https://198.51.100.11:2379"), Map.of());
        noted(client.orElseThrow().pid() + 1, "1700000000000123");

        assertThat(look().orElseThrow().started()).isAfter(Instant.parse("2026-01-01T00:00:00Z"));
    }

    private void noted(long pid, String microseconds) throws IOException {
        program(
                folder.resolve("bin/busctl"),
                "case $1 in\ncall) echo 'o \"/unit\"' ;;\n*) echo 'u %d'; echo 't %s' ;;\nesac"
                        .formatted(pid, microseconds));
    }

    /** The link is what a new set of certificates changes; the files of the set may be old. */
    @Test
    void aLinkThatIsSwitchedOverCountsAsNewCertificates() throws Exception {
        start(List.of("--etcd-endpoints=https://198.51.100.11:2379"), Map.of());
        Instant first = look().orElseThrow().certificatesSince().orElseThrow();
        Path link = folder.resolve("tls/current");
        Thread.sleep(50);
        Files.delete(link);
        Files.createSymbolicLink(link, Path.of("v1"));

        Instant second = look().orElseThrow().certificatesSince().orElseThrow();

        assertThat(changed(link).toInstant()).isAfter(first);
        assertThat(second).isAfter(first);
    }

    @Test
    void aFileThatIsNotThereLeavesTheTimeUnknown() throws Exception {
        start(List.of("--etcd-endpoints=https://198.51.100.11:2379"), Map.of());
        Files.delete(folder.resolve("tls/v1/client.key"));

        assertThat(look().orElseThrow().certificatesSince()).isEmpty();
    }

    @Test
    void noSecretLeavesTheHost() throws Exception {
        start(
                List.of("--etcd-password=geheim1", "--token", "geheim2", "--etcd-endpoints=http://bob:geheim3@h:2379"),
                Map.of("FLANNELD_ETCD_PASSWORD", "geheim4", "UNRELATED", "geheim5"));

        String said = script();

        HostReport report = HostReport.parse(said).orElseThrow();
        String words = HostReport.unpack(report.first("cmdline").orElseThrow());
        String variables = HostReport.unpack(report.first("environ").orElseThrow());
        assertThat(said + words + variables).doesNotContain("geheim");
        assertThat(words).contains("--etcd-password=***", "http://***@h:2379");
        assertThat(variables).contains("FLANNELD_ETCD_PASSWORD=***").doesNotContain("UNRELATED");
    }

    @Test
    void aUnitThatDoesNotRunHasNoProcess() throws Exception {
        assertThat(look()).isEmpty();
    }

    /** A shell that sleeps, with the words behind its own as a client would have them. */
    private void start(List<String> words, Map<String, String> variables) throws IOException {
        Path program = Files.copy(Path.of("/bin/sh"), folder.resolve("bin/flanneld"));
        List<String> command = new ArrayList<>(List.of(program.toString(), "-c", "sleep 60; :", "flanneld"));
        command.addAll(words);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(variables);
        builder.environment()
                .put(
                        "FLANNELD_ETCD_CAFILE",
                        folder.resolve("tls/current/ca.crt").toString());
        builder.environment()
                .put(
                        "FLANNELD_ETCD_CERTFILE",
                        folder.resolve("tls/current/client.crt").toString());
        builder.environment()
                .put(
                        "FLANNELD_ETCD_KEYFILE",
                        folder.resolve("tls/current/client.key").toString());
        Process started = builder.start();
        client = Optional.of(started);
        Files.writeString(folder.resolve("pid"), started.pid() + "\n");
    }

    private Optional<ConsumerProcess> look() throws Exception {
        Instant asked = Instant.now();
        HostReport report = HostReport.parse(script()).orElseThrow();
        return new ConsumerProcessReading(FLANNELD, report, asked, Instant.now()).read();
    }

    private String script() throws Exception {
        String text = RemoteScript.CONSUMER_PROCESS
                .text()
                .replace("PATH=/usr/local/sbin", "PATH=" + folder.resolve("bin") + ":/usr/local/sbin");
        Process shell = new ProcessBuilder("sh", "-c", text, "consumer-process", "flanneld.service").start();
        String said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor()).isZero();
        return said;
    }

    private static FileTime changed(Path link) throws IOException {
        return (FileTime) Files.getAttribute(link, "unix:ctime", LinkOption.NOFOLLOW_LINKS);
    }
}
