package dev.etcdtls.adapter.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etcdtls.port.CensusTaker.Rejection;
import dev.etcdtls.port.CensusTaker.Rejections;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code rejections.sh} on lines as etcd 3.4.23 and 3.5.16 wrote them, of a unit that is this test's own process. */
class RejectionsScriptTest {
    private static final String PLAINTEXT = "tls: first record does not look like a TLS handshake";

    @TempDir
    private Path folder;

    @BeforeEach
    void makePrograms() throws IOException {
        program("systemctl", """
                case "$4" in
                  MainPID) echo MainPID=%d ;;
                  InvocationID) echo InvocationID=0123 ;;
                esac
                """.formatted(ProcessHandle.current().pid()));
        program("journalctl", "echo \"$*\" >%s/asked; cat %s/journal".formatted(folder, folder));
    }

    @Test
    void jsonOfEtcd35IsCountedBySourceAndReason() throws Exception {
        journal("""
                {"level":"info","ts":"2026-11-24T03:50:28.000000Z","caller":"embed/serve.go:250","msg":"serving client traffic securely"}
                {"level":"warn","ts":"2026-11-24T03:50:29.425577Z","caller":"embed/config_logging.go:170","msg":"rejected connection on client endpoint","remote-addr":"198.51.100.52:39658","server-name":"","error":"tls: first record does not look like a TLS handshake"}
                {"level":"warn","ts":"2026-11-24T03:50:30.425577Z","caller":"embed/config_logging.go:170","msg":"rejected connection on client endpoint","remote-addr":"198.51.100.52:39660","server-name":"","error":"tls: first record does not look like a TLS handshake"}
                {"level":"warn","ts":"2026-11-24T03:50:30.436164Z","caller":"embed/config_logging.go:170","msg":"rejected connection on client endpoint","remote-addr":"[fd00::50]:39674","server-name":"","error":"tls: client didn't provide a certificate"}
                {"level":"warn","ts":"2026-11-24T03:50:30.644381Z","caller":"embed/config_logging.go:170","msg":"rejected connection on client endpoint","remote-addr":"198.51.100.8:39706","server-name":"","error":"read tcp 198.51.100.11:2379->198.51.100.8:39706: read: connection reset by peer"}
                {"level":"warn","ts":"2026-11-24T03:50:31.644381Z","caller":"embed/config_logging.go:170","msg":"rejected connection on client endpoint","remote-addr":"198.51.100.8:39710","server-name":"","error":"read tcp 198.51.100.11:2379->198.51.100.8:39710: read: connection reset by peer"}
                {"level":"warn","ts":"2026-11-24T03:50:31.650000Z","caller":"embed/config_logging.go:161","msg":"rejected connection on peer endpoint","remote-addr":"198.51.100.12:47514","server-name":"","ip-addresses":[],"dns-names":["consumer.example"],"error":"client certificate authentication failed"}
                {"level":"warn","ts":"2026-11-24T03:50:31.660000Z","caller":"embed/config_logging.go:161","msg":"rejected connection on client endpoint","remote-addr":"198.51.100.9:1","server-name":"","ip-addresses":["198.51.100.9"],"dns-names":[],"error":"tls: \\"198.51.100.9\\" does not match any of DNSNames [\\"a\\"]"}
                """);

        assertThat(rejections().orElseThrow().all())
                .containsExactly(
                        new Rejection("198.51.100.52", PLAINTEXT, 2),
                        new Rejection("198.51.100.8", "connection reset by peer", 2),
                        new Rejection(
                                "198.51.100.9", "tls: \"198.51.100.9\" does not match any of DNSNames [\"a\"]", 1),
                        new Rejection("fd00::50", "tls: client didn't provide a certificate", 1));
    }

    /** With its own logger, with zap, and as it writes to journald itself. */
    @Test
    void allThreeFormsOfEtcd34AreRead() throws Exception {
        journal("""
                2026-11-24 03:50:33.677537 I | embed: rejected connection from "198.51.100.52:39764" (error "tls: first record does not look like a TLS handshake", ServerName "")
                {"level":"warn","ts":"2026-11-24T03:50:37.867Z","caller":"embed/config_logging.go:287","msg":"rejected connection","remote-addr":"198.51.100.52:39846","server-name":"","error":"tls: first record does not look like a TLS handshake"}
                rejected connection from "198.51.100.52:39764" (error "tls: first record does not look like a TLS handshake", ServerName "")
                2026-11-24 03:50:33.835155 I | embed: rejected connection from "198.51.100.8:39816" (error "EOF", ServerName "")
                2026-11-24 03:50:33.835155 I | embed: ready to serve client requests
                """);

        assertThat(rejections().orElseThrow().all())
                .containsExactly(new Rejection("198.51.100.52", PLAINTEXT, 3), new Rejection("198.51.100.8", "EOF", 1));
    }

    @Test
    void whatAHealthCheckDoesIsAHangUp() {
        assertThat(new Rejection("198.51.100.8", "EOF", 1).isHangUp()).isTrue();
        assertThat(new Rejection("198.51.100.8", "connection reset by peer", 1).isHangUp())
                .isTrue();
        assertThat(new Rejection("198.51.100.8", PLAINTEXT, 1).isHangUp()).isFalse();
    }

    @Test
    void onlyThePresentProcessIsAskedFor() throws Exception {
        journal("");
        Instant started = ProcessHandle.current().info().startInstant().orElseThrow();

        assertThat(rejections().orElseThrow().since()).isBetween(started.minusSeconds(2), started.plusSeconds(2));
        assertThat(folder.resolve("asked")).content().contains("_SYSTEMD_INVOCATION_ID=0123");
        Instant later = Instant.ofEpochSecond(started.getEpochSecond() + 3600);
        assertThat(read(later).orElseThrow().since()).isEqualTo(later);
    }

    @Test
    void aUnitThatDoesNotRunTellsNothing() throws Exception {
        program("systemctl", "echo \"$4=0\"");

        assertThat(rejections()).isEmpty();
    }

    private Optional<Rejections> rejections() throws Exception {
        return read(Instant.EPOCH);
    }

    private Optional<Rejections> read(Instant since) throws Exception {
        String text =
                RemoteScript.REJECTIONS.text().replace("PATH=/usr/local/sbin", "PATH=" + folder + ":/usr/local/sbin");
        Finished ended =
                ProbeHost.shell(folder, text, "", List.of("etcd.service", String.valueOf(since.getEpochSecond())));
        assertThat(ended.exit()).as(ended.err()).isZero();
        return HostReport.parse(ended.out()).flatMap(SshRejections::read);
    }

    private void journal(String lines) throws IOException {
        Files.writeString(folder.resolve("journal"), lines);
    }

    private void program(String name, String text) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + text);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }
}
