package dev.etcdtls.adapter.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etcdtls.model.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A kube-apiserver on a host in a folder, whose step changes two files: settings that were there ({@code before} becomes {@code after}), and
 * a drop-in that the step makes.
 */
final class GuardedUnit {
    static final String SETTINGS = "etc/settings";
    static final String DROP_IN = "units/kube.service.d/90-etcd-tls.conf";
    static final String DROP_IN_TEXT = "[Service]";
    static final String WELL = "exit 0";

    final DeadManHost host;
    private final Path folder;
    private final List<String> wanted = new ArrayList<>();
    private String check = WELL;
    private int limit = 5;

    GuardedUnit(Path folder) throws IOException {
        this.folder = folder;
        host = new DeadManHost(folder);
        Files.delete(folder.resolve("etc/etcd"));
        host.write(SETTINGS, "before");
    }

    /** The commands by which it is asked, in at most so many seconds each. */
    GuardedUnit askedBy(String commands, int seconds) {
        check = commands;
        limit = seconds;
        return this;
    }

    /** What its process has when it runs with its new settings. */
    GuardedUnit wants(String... settings) {
        wanted.addAll(List.of(settings));
        return this;
    }

    String arm() throws IOException {
        return arm(check + "\n# end of the health check\n");
    }

    String arm(String health) throws IOException {
        List<String> words = new ArrayList<>(List.of(
                "guard", "run-1", "consumers/a1", "kube.service", "root", "root", "yes", "75", "" + limit, "2"));
        words.addAll(file(SETTINGS, Digest.of("before").sha256(), "after"));
        words.addAll(file(DROP_IN, "absent", DROP_IN_TEXT));
        words.add("--");
        words.addAll(wanted);
        Process process = host.start(words.toArray(String[]::new));
        try (var stdin = process.getOutputStream()) {
            stdin.write(health.getBytes(StandardCharsets.UTF_8));
        }
        return DeadManHost.said(process);
    }

    private List<String> file(String name, String before, String after) {
        return List.of(before, Digest.of(after).sha256(), folder.resolve(name).toString());
    }

    /** The step has written its files. */
    GuardedUnit edited() throws IOException {
        host.write(SETTINGS, "after");
        Files.createDirectories(folder.resolve(DROP_IN).getParent());
        host.write(DROP_IN, DROP_IN_TEXT);
        return this;
    }

    /** It was restarted since, and is so. */
    GuardedUnit restarted(String state) throws IOException {
        host.write("state/InvocationID", "second\n");
        host.write("state/ActiveState", state + "\n");
        return this;
    }

    interface Act {
        void perform() throws IOException;
    }

    /** While a process runs as the unit's with these words behind its name. */
    void running(Act act, String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of("sh", "-c", "read line", "kube-apiserver"));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("KUBE_NEW", "yes");
        Process process = builder.start();
        try {
            host.write("state/MainPID", process.pid() + "\n");
            act.perform();
        } finally {
            process.destroyForcibly();
        }
    }

    void isAsBefore() throws IOException {
        assertThat(host.read(SETTINGS)).isEqualTo("before");
        assertThat(host.path(DROP_IN).getParent()).doesNotExist();
    }

    void isAsTheStepMadeIt() throws IOException {
        assertThat(host.read(SETTINGS)).isEqualTo("after");
        assertThat(host.read(DROP_IN)).isEqualTo(DROP_IN_TEXT);
    }

    /** What systemd was asked to do with the unit, and whether it read units anew; not what concerns the switch's own. */
    List<String> orders() throws IOException {
        return host.read("state/calls")
                .lines()
                .filter(call -> call.equals("daemon-reload") || call.endsWith(" kube.service"))
                .filter(call -> !call.startsWith("show "))
                .toList();
    }
}
