package dev.etcdtls.adapter.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etcdtls.model.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The script that brings the switch to a host, with what comes on its standard input. */
class ArmScriptTest {
    private static final String CHECK =
            "curl -q 'https://127.0.0.1:6443/readyz' \\\n  | grep -q \"ok\"\n# end of the health check\n";

    @TempDir
    Path folder;

    @Test
    void bringsTheSwitchAndArmsItForEtcd() throws Exception {
        DeadManHost host = new DeadManHost(folder);

        String said = arm(
                host.read("script"),
                "arm",
                "run-1",
                "accept/m1",
                "etcd.service",
                "root",
                "root",
                folder + "/etc/etcd",
                Digest.of("before").sha256(),
                Digest.of("after").sha256(),
                "http://127.0.0.1:1",
                folder + "/etc",
                "ETCD_NEW=yes");

        assertThat(said).startsWith("armed run-1 accept/m1 ");
        assertThat(host.read("deadman/switch")).isEqualTo(host.read("script"));
        assertThat(host.path("deadman/health")).doesNotExist();
        assertThat(names()).noneMatch(name -> name.startsWith("."));
    }

    @Test
    void bringsTheSwitchAndTheHealthCheckBehindIt() throws Exception {
        DeadManHost host = new DeadManHost(folder);

        String said = arm(host.read("script") + CHECK, guard());

        assertThat(said).startsWith("armed run-1 consumers/a1 ");
        assertThat(host.read("deadman/switch")).isEqualTo(host.read("script"));
        assertThat(host.read("deadman/health")).isEqualTo(CHECK);
        assertThat(names()).noneMatch(name -> name.startsWith("."));
    }

    /** The connection was cut: in the switch, just behind it, or in the check. */
    @ParameterizedTest
    @ValueSource(ints = {100, 0, -20})
    void armsNothingWithHalfOfIt(int missing) throws Exception {
        DeadManHost host = new DeadManHost(folder);
        String whole = host.read("script") + CHECK;
        int length = missing > 0 ? host.read("script").length() - missing : whole.length() - CHECK.length() - missing;

        assertThat(arm(whole.substring(0, length), guard())).isEmpty();

        assertThat(host.path("deadman/state")).doesNotExist();
        assertThat(host.units()).isEmpty();
    }

    private String[] guard() {
        return new String[] {
            "guard",
            "run-1",
            "consumers/a1",
            "kube.service",
            "root",
            "root",
            "no",
            "60",
            "5",
            "60",
            Digest.of("before").sha256(),
            Digest.of("after").sha256(),
            folder + "/etc/etcd",
            "--",
            "--etcd-servers=https://m1:2379"
        };
    }

    private String arm(String input, String... words) throws IOException {
        String script = RemoteScript.DEAD_MAN_ARM
                .text()
                .replace("home=/var/lib/etcd-tls/deadman", "home=" + folder + "/deadman");
        List<String> command = new ArrayList<>(List.of("sh", "-c", script, "dead-man-arm"));
        command.addAll(List.of(words));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var stdin = process.getOutputStream()) {
            stdin.write(input.getBytes(StandardCharsets.UTF_8));
        }
        return DeadManHost.said(process);
    }

    private List<String> names() throws IOException {
        try (var files = Files.list(folder.resolve("deadman"))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
