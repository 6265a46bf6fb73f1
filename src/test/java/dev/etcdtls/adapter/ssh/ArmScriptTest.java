package dev.etcdtls.adapter.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etcdtls.config.ConfigStyle;
import dev.etcdtls.config.ProcessSetting;
import dev.etcdtls.model.Authority;
import dev.etcdtls.model.ClientUrl;
import dev.etcdtls.model.Digest;
import dev.etcdtls.model.FilePath;
import dev.etcdtls.model.HostName;
import dev.etcdtls.model.MemberId;
import dev.etcdtls.model.MemberName;
import dev.etcdtls.model.RunId;
import dev.etcdtls.model.Secret;
import dev.etcdtls.model.ServiceUser;
import dev.etcdtls.model.UnitName;
import dev.etcdtls.port.Charge;
import dev.etcdtls.port.Charge.GuardedFile;
import dev.etcdtls.port.Charge.Health;
import dev.etcdtls.port.Charge.Subject;
import dev.etcdtls.step.FileEdit;
import dev.etcdtls.step.StepId;
import dev.etcdtls.step.Target;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The script that brings the switch to a host, with what comes on its standard input. */
class ArmScriptTest {
    private static final String CHECK = "curl -q 'https://127.0.0.1:6443/readyz' \\\n  | grep -q \"ok\"";
    private static final Duration SECOND = Duration.ofSeconds(1);

    @TempDir
    Path folder;

    @Test
    void bringsTheSwitchAndArmsItForEtcd() throws Exception {
        DeadManHost host = new DeadManHost(folder);
        ArmingWords words = ArmingWords.of(ofMember());

        String said = arm(host.read("script") + words.behind().reveal(), words.words());

        assertThat(said).startsWith("armed run-1 accept/m1 ");
        assertThat(host.read("deadman/switch")).isEqualTo(host.read("script"));
        assertThat(host.path("deadman/health")).doesNotExist();
        assertThat(host.read("deadman/settings")).isEqualTo("ETCD_GONE\nETCD_NEW=yes\n");
        assertThat(host.read("deadman/charge")).startsWith("""
                        run=run-1
                        step=accept/m1
                        unit=etcd.service
                        user=etcd
                        group=etcd
                        file=FOLDER/etc/etcd
                        before=%s
                        after=%s
                        url=https://m1:2379
                        certificates=/etc/etcd/tls/current
                        invocation=first
                        """.replace("FOLDER", folder.toString())
                .formatted(Digest.of("before"), Digest.of("after")));
        assertThat(names()).noneMatch(name -> name.startsWith("."));
    }

    @Test
    void bringsTheSwitchAndTheHealthCheckBehindIt() throws Exception {
        DeadManHost host = new DeadManHost(folder);
        ArmingWords words = ArmingWords.of(ofConsumer(CHECK));

        String said = arm(host.read("script") + words.behind().reveal(), words.words());

        assertThat(said).startsWith("armed run-1 consumers/a1 ");
        assertThat(host.read("deadman/switch")).isEqualTo(host.read("script"));
        assertThat(host.read("deadman/health")).startsWith(CHECK + "\n");
        assertThat(host.read("deadman/settings")).isEqualTo("--etcd-servers=https://m1:2379\n--etcd-prefix\n");
        assertThat(host.read("deadman/charge"))
                .contains("\nreload=yes\nlimit=5\nwithin=60\n", "\nseconds=90\n", "\nfiles=absent ");
        assertThat(names()).noneMatch(name -> name.startsWith("."));
        assertThat(String.join(" ", words.words())).doesNotContain("readyz");
    }

    @ParameterizedTest
    @ValueSource(strings = {"if true", "echo 'open", "( exit 0"})
    void refusesACheckThatIsNoShellScript(String check) throws Exception {
        DeadManHost host = new DeadManHost(folder);
        ArmingWords words = ArmingWords.of(ofConsumer(check));

        assertThat(arm(host.read("script") + words.behind().reveal(), words.words()))
                .isEmpty();

        assertThat(host.path("deadman/state")).doesNotExist();
    }

    /** The connection was cut: in the switch, just behind it, or in the check. */
    @ParameterizedTest
    @ValueSource(ints = {-100, 0, 20})
    void armsNothingWithHalfOfIt(int more) throws Exception {
        DeadManHost host = new DeadManHost(folder);
        ArmingWords words = ArmingWords.of(ofConsumer(CHECK));
        String whole = host.read("script") + words.behind().reveal();

        assertThat(arm(whole.substring(0, host.read("script").length() + more), words.words()))
                .isEmpty();

        assertThat(host.path("deadman/state")).doesNotExist();
        assertThat(host.units()).isEmpty();
    }

    private Charge ofMember() {
        FilePath file = new FilePath(folder + "/etc/etcd");
        FileEdit edit = new FileEdit(
                new ConfigStyle.EnvironmentFile(file),
                new TreeMap<>(Map.of("new", "yes", "gone", "")),
                Digest.of("before"),
                Digest.of("after"),
                "");
        Target target = new Target(
                new MemberName("m1"),
                new MemberId(0xA1L),
                new HostName("m1"),
                new UnitName("etcd.service"),
                new ServiceUser("etcd", "etcd"),
                Authority.parse("m1:2379"));
        return Charge.ofMember(
                new RunId("run-1"), new StepId("accept/m1"), target, edit, ClientUrl.parse("https://m1:2379"));
    }

    private Charge ofConsumer(String check) {
        return new Charge(
                new RunId("run-1"),
                new StepId("consumers/a1"),
                new Subject(
                        new UnitName("kube.service"), new ServiceUser("root", "root"), true, SECOND.multipliedBy(90)),
                List.of(
                        new GuardedFile(
                                new FilePath(folder + "/etc/etcd"),
                                Optional.of(Digest.of("before")),
                                Optional.of(Digest.of("after"))),
                        new GuardedFile(
                                new FilePath(folder + "/units/kube.service.d/90-etcd-tls.conf"),
                                Optional.empty(),
                                Optional.of(Digest.of("drop-in")))),
                List.of(
                        new ProcessSetting.Flag("etcd-servers", Optional.of("https://m1:2379")),
                        new ProcessSetting.Flag("etcd-prefix", Optional.empty())),
                new Health.Check(new Secret(check), SECOND.multipliedBy(5), SECOND.multipliedBy(60)));
    }

    private String arm(String input, List<String> words) throws IOException {
        String script = RemoteScript.DEAD_MAN_ARM
                .text()
                .replace("home=/var/lib/etcd-tls/deadman", "home=" + folder + "/deadman");
        List<String> command = new ArrayList<>(List.of("sh", "-c", script, "dead-man-arm"));
        command.addAll(words);
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
