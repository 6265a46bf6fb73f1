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

/** A host in a folder: the script of the dead-man switch, a file of settings, and a systemctl that says what the test wants. */
final class DeadManHost {
    private static final String SYSTEMCTL = """
            #!/bin/sh
            echo "$*" >>STATE/calls
            case "$1 $2" in
              'show etcd-tls-deadman.timer') echo NeedDaemonReload=no ;;
              'show '*)
                echo "$4=$(cat STATE/$4 2>/dev/null)"
                # The look at the queued job is the last thing before it is carried out.
                [ "$4" != Job ] || [ ! -f STATE/queued ] || echo active >STATE/ActiveState ;;
              'daemon-reload ')
                [ ! -f STATE/no-reload ] || exit 1
                cat STATE/../etc/* STATE/../units/*.d/* >STATE/at-reload 2>/dev/null || : ;;
              'restart '*)
                cat STATE/../etc/* STATE/../units/*.d/* >STATE/at-restart 2>/dev/null
                [ ! -f STATE/lost ] || exit 0
                [ ! -f STATE/slow ] || { echo deactivating >STATE/ActiveState; exit 0; }
                echo third >STATE/InvocationID
                if [ -f STATE/never ]; then echo failed; else echo active; fi >STATE/ActiveState ;;
            esac
            """;

    private final Path folder;

    /** A host with a member that runs with the settings "before". */
    DeadManHost(Path folder) throws IOException {
        this.folder = folder;
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

    /** The same host, of which the script finds no curl. */
    void hideCurl() throws IOException {
        assertThat(read("script")).contains("command -v curl");
        write("script", read("script").replace("command -v curl", "command -v no-curl"));
    }

    interface Change {
        void make() throws IOException;
    }

    /** The member was restarted with the new settings and answers well. */
    void fireBesideAHealthyProcess(Change before) throws IOException {
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

    String arm(String url) throws IOException {
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
    void fire() throws IOException {
        reachDeadline();
        run("fire");
    }

    void reachDeadline() throws IOException {
        write("deadman/charge", read("deadman/charge").replaceAll("(?m)^seconds=.*$", "seconds=0"));
    }

    String run(String... words) throws IOException {
        return said(start(words));
    }

    /** The script at work beside the test. */
    Process start(String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of("sh", folder + "/script"));
        command.addAll(List.of(words));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** What it says until its end. */
    static String said(Process process) throws IOException {
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    String stage() throws IOException {
        return read("deadman/state").replaceAll("(?s) .*", "");
    }

    List<Path> units() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("units"))) {
            return files.toList();
        }
    }

    Path path(String name) {
        return folder.resolve(name);
    }

    String read(String name) throws IOException {
        return Files.readString(folder.resolve(name));
    }

    void write(String name, String text) throws IOException {
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
