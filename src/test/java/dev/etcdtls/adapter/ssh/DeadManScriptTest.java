package dev.etcdtls.adapter.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.etcdtls.model.Digest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script that lies on hosts, run for real in a folder of its own, with a systemctl that says what the test wants. */
class DeadManScriptTest {
    private static final String SYSTEMCTL = """
            #!/bin/sh
            echo "$*" >>STATE/calls
            case "$1 $2" in
              'show etcd-tls-deadman.timer') echo NeedDaemonReload=no ;;
              'show '*)
                echo "$4=$(cat STATE/$4 2>/dev/null)"
                # The look at the queued job is the last thing before it is carried out.
                [ "$4" != Job ] || [ ! -f STATE/queued ] || echo active >STATE/ActiveState ;;
              'restart '*) echo third >STATE/InvocationID; echo active >STATE/ActiveState ;;
            esac
            """;

    @TempDir
    Path folder;

    @BeforeEach
    void aHostWithAMember() throws IOException {
        for (String name : List.of("bin", "state", "units", "etc")) {
            Files.createDirectory(folder.resolve(name));
        }
        Path systemctl = folder.resolve("bin/systemctl");
        Files.writeString(systemctl, SYSTEMCTL.replace("STATE", folder + "/state"));
        assertThat(systemctl.toFile().setExecutable(true)).isTrue();
        Files.writeString(
                folder.resolve("script"),
                RemoteScript.DEAD_MAN_SWITCH
                        .whole()
                        .replace("PATH=/usr/local/sbin", "PATH=" + folder + "/bin:/usr/local/sbin")
                        .replace("home=/var/lib/etcd-tls/deadman", "home=" + folder + "/deadman")
                        .replace("units=/etc/systemd/system", "units=" + folder + "/units")
                        .replace("stamp=/var/lib/systemd/timers", "stamp=" + folder));
        write("etc/etcd", "before");
        write("state/InvocationID", "first\n");
        write("state/ActiveState", "active\n");
        write("state/MainPID", "0\n");
    }

    @Test
    void waitsForItsDeadlineOfSixtySecondsOrThreeRestarts() throws IOException {
        write("state/InactiveExitTimestampMonotonic", "1000000");
        write("state/ActiveEnterTimestampMonotonic", "31500000");
        write("state/ActiveExitTimestampMonotonic", "400000");
        write("state/InactiveEnterTimestampMonotonic", "900000");
        arm("http://127.0.0.1:1");
        write("etc/etcd", "after");

        run("fire");

        assertThat(read("deadman/charge")).contains("\nseconds=93\n");
        assertThat(read("units/etcd-tls-deadman.timer"))
                .contains("OnActiveSec=93s", "OnCalendar=", "Persistent=true", "WantedBy=timers.target");
        assertThat(folder.resolve("units/timers.target.wants/etcd-tls-deadman.timer"))
                .exists();
        assertThat(stage()).isEqualTo("armed");
        assertThat(read("etc/etcd")).isEqualTo("after");
        assertThat(read("state/calls")).doesNotContain("daemon-reload");
    }

    @Test
    void putsTheFileBackAndRestartsNothingWhenNothingWasRestarted() throws IOException {
        arm("http://127.0.0.1:1");
        write("etc/etcd", "after");

        fire();

        assertThat(stage()).isEqualTo("put-back");
        assertThat(read("etc/etcd")).isEqualTo("before");
        assertThat(read("state/calls")).doesNotContain("restart --no-block");
        assertThat(units()).isEmpty();
    }

    @Test
    void leavesAProcessAloneThatRunsTheNewSettingsAndIsHealthy() throws IOException {
        fireBesideAHealthyProcess(() -> {});

        assertThat(stage()).isEqualTo("left-alone");
        assertThat(read("etc/etcd")).isEqualTo("after");
        assertThat(read("state/calls")).doesNotContain("restart --no-block");
        assertThat(units()).isEmpty();
    }

    /** The deadline is over when the host has booted, and etcd still waits for the network. */
    @Test
    void waitsForAStartThatIsQueuedBeforeItJudges() throws IOException {
        fireBesideAHealthyProcess(() -> {
            write("state/ActiveState", "inactive\n");
            write("state/Job", "71\n");
            write("state/queued", "");
        });

        assertThat(stage()).isEqualTo("left-alone");
        assertThat(read("etc/etcd")).isEqualTo("after");
        assertThat(read("state/calls")).doesNotContain("restart --no-block");
    }

    /** The tool died just after it had asked for the restart: the process that stops is not the one that the file is for. */
    @Test
    void isNotSettledWhileAStopOrStartIsUnderWay() throws IOException {
        arm("http://127.0.0.1:1");
        write("etc/etcd", "after");
        write("state/ActiveState", "deactivating\n");

        assertThat(run("settle")).startsWith("armed run-1 accept/m1 ");

        assertThat(read("etc/etcd")).isEqualTo("after");
    }

    @Test
    void putsTheFileBackAndRestartsOnceWhenTheProcessDidNotComeUp() throws IOException {
        arm("http://127.0.0.1:1");
        write("etc/etcd", "poison");
        write("state/InvocationID", "second\n");
        write("state/ActiveState", "failed\n");

        fire();
        run("fire");

        assertThat(stage()).isEqualTo("restarted");
        assertThat(read("etc/etcd")).isEqualTo("before");
        assertThat(read("deadman/saved/found")).isEqualTo("poison");
        assertThat(read("state/calls")).containsOnlyOnce("restart --no-block").contains("reset-failed etcd.service");
    }

    @Test
    void oneThatIsDisarmedLeavesNothing() throws IOException {
        arm("http://127.0.0.1:1");
        write("etc/etcd", "after");
        write("state/InvocationID", "second\n");

        assertThat(run("disarm")).isEmpty();

        assertThat(read("etc/etcd")).isEqualTo("after");
        assertThat(folder.resolve("deadman")).doesNotExist();
        assertThat(units()).isEmpty();
    }

    @Test
    void oneThatIsSettledBeforeTheRestartTakesTheEditBack() throws IOException {
        arm("http://127.0.0.1:1");
        write("etc/etcd", "after");

        assertThat(run("settle")).isEmpty();

        assertThat(read("etc/etcd")).isEqualTo("before");
        assertThat(folder.resolve("deadman")).doesNotExist();
    }

    @Test
    void aMemberThatIsDownKeepsItsSwitch() throws IOException {
        arm("http://127.0.0.1:1");
        write("state/InvocationID", "second\n");
        write("state/ActiveState", "failed\n");

        assertThat(run("settle")).startsWith("armed run-1 accept/m1 ");
        assertThat(run("forget")).startsWith("armed run-1 accept/m1 ");
    }

    @Test
    void oneThatHasFiredStaysUntilItIsToBeForgotten() throws IOException {
        arm("http://127.0.0.1:1");
        fire();

        assertThat(run("disarm")).startsWith("put-back ");
        assertThat(arm("http://127.0.0.1:1")).startsWith("put-back ");
        assertThat(run("forget")).isEmpty();
        assertThat(folder.resolve("deadman")).doesNotExist();
    }

    private interface Change {
        void make() throws IOException;
    }

    /** The member was restarted with the new settings and answers well. */
    private void fireBesideAHealthyProcess(Change before) throws IOException {
        HttpServer etcd = healthy();
        ProcessBuilder builder = new ProcessBuilder("sleep", "60");
        builder.environment().put("ETCD_NEW", "yes");
        Process process = builder.start();
        try {
            arm("http://127.0.0.1:" + etcd.getAddress().getPort());
            write("etc/etcd", "after");
            write("state/InvocationID", "second\n");
            write("state/MainPID", process.pid() + "\n");
            before.make();

            fire();
        } finally {
            process.destroyForcibly();
            etcd.stop(0);
        }
    }

    private String arm(String url) throws IOException {
        return run(
                "arm",
                "run-1",
                "accept/m1",
                "etcd.service",
                "root",
                "root",
                folder + "/etc/etcd",
                Digest.of("before").sha256(),
                Digest.of("after").sha256(),
                url,
                folder + "/etc",
                "ETCD_NEW=yes",
                "ETCD_GONE");
    }

    /** The deadline comes, and the switch does its work. */
    private void fire() throws IOException {
        write("deadman/charge", read("deadman/charge").replaceAll("(?m)^seconds=.*$", "seconds=0"));
        run("fire");
    }

    private String run(String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of("sh", folder + "/script"));
        command.addAll(List.of(words));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private String stage() throws IOException {
        return read("deadman/state").replaceAll("(?s) .*", "");
    }

    private List<Path> units() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("units"))) {
            return files.toList();
        }
    }

    private String read(String name) throws IOException {
        return Files.readString(folder.resolve(name));
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private static HttpServer healthy() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/health", exchange -> {
            byte[] said = "{\"health\":\"true\"}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, said.length);
            exchange.getResponseBody().write(said);
            exchange.close();
        });
        server.start();
        return server;
    }
}
