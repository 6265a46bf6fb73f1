package dev.etcdtls.adapter.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.etcdtls.certificate.CertificateFolder;
import dev.etcdtls.inventory.ConsumerEntry;
import dev.etcdtls.inventory.Moving;
import dev.etcdtls.model.ConsumerName;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.FilePath;
import dev.etcdtls.model.HostName;
import dev.etcdtls.model.Outcome;
import dev.etcdtls.model.UnitName;
import dev.etcdtls.observation.CertificateSet;
import dev.etcdtls.observation.ConsumerFacts;
import dev.etcdtls.observation.ConsumerUnit;
import dev.etcdtls.observation.ConsumerUnit.Tie;
import dev.etcdtls.observation.SourceFile;
import dev.etcdtls.observation.SourceFile.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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

/** {@code consumer-look.sh} and what is read of it, on files and a process of this machine; only systemctl is another. */
class ConsumerLookScriptTest {
    @TempDir
    private Path folder;

    private Optional<Process> client = Optional.empty();

    @BeforeEach
    void makeHost() throws IOException {
        Files.createDirectories(folder.resolve("bin"));
        write("unit", "[Service]\nExecStart=/opt/flanneld $ARGS\n");
        write("10.conf", "[Service]\nEnvironment=A=1\n");
        write("20.conf", "[Service]\nEnvironment=A=2\n");
        write("one.env", "FLANNELD_ETCD_ENDPOINTS=http://198.51.100.11:2379\n");
        write("two.env", "ARGS=--ip-masq\n");
        write("declared", "PASSWORD=geheim\n");
        executable(
                "systemctl",
                "case \" $* \" in *' flanneld.service '*) cat %1$s/shown; echo \"MainPID=$(cat %1$s/pid)\" ;;"
                        + " *) cat %1$s/others ;; esac");
        executable("busctl", "exit 1");
        executable("flanneld", "echo v0.28.9 >&2");
        write("pid", "0");
        shown("active", "RequiredBy=\n");
    }

    @AfterEach
    void end() throws IOException {
        client.ifPresent(Process::destroyForcibly);
        Files.deleteIfExists(folder.resolve("unit"));
    }

    @Test
    void theFilesComeInTheOrderOfSystemd() throws Exception {
        ConsumerFacts facts = facts();

        assertThat(facts.sources())
                .extracting(SourceFile::kind, SourceFile::path)
                .containsExactly(
                        tuple(Kind.FRAGMENT, path("unit")),
                        tuple(Kind.DROP_IN, path("10.conf")),
                        tuple(Kind.DROP_IN, path("20.conf")),
                        tuple(Kind.ENVIRONMENT_FILE, path("one.env")),
                        tuple(Kind.ENVIRONMENT_FILE, path("two.env")),
                        tuple(Kind.DECLARED, path("declared")));
        assertThat(facts.unitFiles().getFirst().text()).isEqualTo("[Service]\nExecStart=/opt/flanneld $ARGS\n");
        assertThat(facts.sources().getFirst().file().mode()).isEqualTo("640");
        assertThat(facts.program().executable())
                .isEqualTo(folder.resolve("bin/flanneld").toString());
        assertThat(facts.program().versionText()).isEqualTo("v0.28.9");
        assertThat(facts.running()).isEmpty();
    }

    /** A package's own unit, and a link into one, are both made anew by an upgrade. */
    @Test
    void aFileBelongsToThePackageByWhereItReallyLies() throws Exception {
        Files.delete(folder.resolve("unit"));
        Files.createSymbolicLink(folder.resolve("unit"), Path.of("/usr/lib/os-release"));

        assertThat(facts().sources())
                .filteredOn(SourceFile::vendor)
                .extracting(SourceFile::path)
                .containsExactly(path("unit"));
    }

    @Test
    void theUnitAndItsDependentsAreTold() throws Exception {
        shown("active", "RequiredBy=docker.service kubelet.service multi-user.target\nConsistsOf=docker.service\n");
        write("docker.unit", "[Unit]\nAfter=flanneld.service\n");
        write("docker.conf", "[Unit]\nRequires=flanneld.service\n");
        write(
                "others",
                "DropInPaths=%1$s/docker.conf\nFragmentPath=%1$s/docker.unit\nId=docker.service\nActiveState=active\n\n"
                        + "Id=kubelet.service\nActiveState=inactive\nFragmentPath=%1$s/docker.unit\nDropInPaths=\n");

        ConsumerUnit unit = facts().unit().orElseThrow();

        assertThat(unit.service().name()).isEqualTo(new UnitName("flanneld.service"));
        assertThat(unit.service().isActive()).isTrue();
        assertThat(unit.service().invocationId()).isEqualTo("abc");
        assertThat(unit.service().needsDaemonReload()).isTrue();
        assertThat(unit.service().user()).hasToString("root:root");
        assertThat(unit.service().dependents()).containsExactly(new UnitName("docker.service"));
        assertThat(unit.dependents())
                .extracting(ConsumerUnit.Dependent::tie, each -> each.saidBy().map(SourceFile::path))
                .containsExactly(
                        tuple(Tie.REQUIRES, Optional.of(path("docker.conf"))), tuple(Tie.PART_OF, Optional.empty()));
    }

    @Test
    void theProcessIsToldWithItsStart() throws Exception {
        Instant before = Instant.now().minusSeconds(2);
        start(List.of("--etcd-prefix=/x"), Map.of("FLANNELD_ETCD_ENDPOINTS", "http://h:2379", "OWN", "1", "O", "2"));

        ConsumerFacts facts = facts();
        ConsumerFacts.Running running = facts.running().orElseThrow();

        assertThat(running.pid()).isEqualTo(client.orElseThrow().pid());
        assertThat(running.argv()).endsWith("flanneld", "--etcd-prefix=/x");
        assertThat(running.environment())
                .containsEntry("FLANNELD_ETCD_ENDPOINTS", "http://h:2379")
                .containsEntry("OWN", "1")
                .doesNotContainKey("O");
        assertThat(running.since()).isBetween(before, Instant.now().plusSeconds(2));
        assertThat(facts.program().replaced()).isTrue();
    }

    @Test
    void theStartIsTheOneThatSystemdNoted() throws Exception {
        start(List.of(), Map.of());
        executable(
                "busctl",
                "case $1 in call) echo 'o \"/unit\"' ;; *) echo \"u $(cat %1$s/pid)\"; echo 't 1700000000000123' ;; esac");

        assertThat(facts().running().orElseThrow().since())
                .isBetween(Instant.ofEpochSecond(1_699_999_999L), Instant.ofEpochSecond(1_700_000_001L));
    }

    @Test
    void noSecretOfTheProcessLeavesTheHost() throws Exception {
        start(
                List.of("--etcd-password=geheim1", "--token", "geheim2", "--x=http://bob:geheim3@h:2379"),
                Map.of(
                        "FLANNELD_ETCD_PASSWORD",
                        "geheim4",
                        "UNRELATED",
                        "geheim5",
                        "KUBE_API_ARGS",
                        "--v=2 --bearer-token geheim6 --secret=geheim7 --etcd-servers=http://h:2379"));

        Running found = running(report());

        assertThat(found.words() + found.variables()).doesNotContain("geheim");
        assertThat(found.words()).contains("--etcd-password=***", "http://***@h:2379");
        assertThat(found.variables())
                .contains("--v=2 --bearer-token *** --secret=*** --etcd-servers=http://h:2379")
                .doesNotContain("UNRELATED");
    }

    @Test
    void aUnitThatSystemdDoesNotKnowIsSaid() throws Exception {
        write("shown", "LoadState=masked\n");

        assertThat(look())
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.problem().toString())
                                .startsWith(ErrorCode.CONSUMER_UNSUPPORTED.name())
                                .contains("flanneld.service", "masked"));
    }

    @Test
    void aFileThatIsTooBigIsSaid() throws Exception {
        Files.writeString(folder.resolve("one.env"), "#".repeat(262_145));

        assertThat(look())
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.problem().summary()).contains("one.env is larger than"));
    }

    @Test
    void itsCertificateSetsAreRead() throws Exception {
        Path tls = folder.resolve("tls");
        Path first = Files.createDirectories(tls.resolve("v1"));
        run("openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=flannel-n1 -keyout "
                + first + "/client.key -out " + first + "/client.crt && cp " + first + "/client.crt " + first
                + "/ca.crt && cp -r " + first + " " + tls + "/v2 && ln -s v2 " + tls + "/current");

        assertThat(facts().certificates())
                .extracting(CertificateSet::version, CertificateSet::current, CertificateSet::keyMatches)
                .containsExactly(tuple(1, false, true), tuple(2, true, true));
    }

    private record Running(String words, String variables) {}

    private static Running running(HostReport report) {
        return new Running(
                HostReport.unpack(report.first("cmdline").orElseThrow()),
                HostReport.unpack(report.first("environ").orElseThrow()));
    }

    private void shown(String state, String ties) throws IOException {
        write(
                "shown",
                "LoadState=loaded\nActiveState=" + state
                        + "\nInvocationID=abc\nNeedDaemonReload=yes\nUser=\nGroup=\nFragmentPath=%1$s/unit\n"
                        + "DropInPaths=%1$s/10.conf %1$s/20.conf\n"
                        + "EnvironmentFiles=%1$s/one.env (ignore_errors=yes)\nEnvironmentFiles=%1$s/t*.env (ignore_errors=no)\n"
                        + "EnvironmentFiles=%1$s/missing (ignore_errors=yes)\n"
                        + "ExecStart={ path=%1$s/bin/flanneld ; argv[]=%1$s/bin/flanneld $ARGS ; ignore_errors=no }\n"
                        + ties);
    }

    private void write(String name, String text) throws IOException {
        Path file = Files.writeString(folder.resolve(name), text.replace("%1$s", folder.toString()));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    }

    private void executable(String name, String text) throws IOException {
        Path file = Files.writeString(
                folder.resolve("bin").resolve(name), "#!/bin/sh\n" + text.replace("%1$s", folder.toString()) + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private FilePath path(String name) {
        return new FilePath(folder.resolve(name).toString());
    }

    /** A shell that sleeps, with the words behind its own as a client would have them. */
    private void start(List<String> words, Map<String, String> variables) throws IOException {
        Path program = Files.copy(Path.of("/bin/sh"), folder.resolve("bin/sleeper"));
        List<String> command = new ArrayList<>(List.of(program.toString(), "-c", "sleep 60; :", "flanneld"));
        command.addAll(words);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(variables);
        Process started = builder.start();
        client = Optional.of(started);
        write("pid", Long.toString(started.pid()));
    }

    private ConsumerFacts facts() throws Exception {
        return look().orThrow();
    }

    private Outcome<ConsumerFacts> look() throws Exception {
        Instant asked = Instant.now();
        return new ConsumerReading(consumer(), report(), asked, Instant.now()).read();
    }

    private HostReport report() throws Exception {
        return HostReport.parse(script()).orElseThrow();
    }

    private String script() throws Exception {
        String text = RemoteScript.CONSUMER_LOOK
                .text()
                .replace("PATH=/usr/local/sbin", "PATH=" + folder.resolve("bin") + ":/usr/local/sbin");
        List<String> command = new ArrayList<>(List.of("sh", "-c", text, "consumer-look"));
        command.addAll(SshConsumerLook.words(consumer()));
        command.add("OWN");
        Process shell = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor()).isZero();
        return said;
    }

    private static void run(String command) throws Exception {
        assertThat(new ProcessBuilder("sh", "-c", command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor())
                .isZero();
    }

    private ConsumerEntry consumer() {
        Moving moving = new Moving(
                Moving.DEFAULT.proxy(),
                Moving.DEFAULT.dependents(),
                Moving.DEFAULT.settings(),
                Moving.DEFAULT.applying(),
                Optional.of(new CertificateFolder(path("tls")).base()),
                Optional.empty());
        return new ConsumerEntry(
                new ConsumerName("flannel-n1"),
                ConsumerEntry.Kind.FLANNELD,
                new HostName("n1"),
                Optional.empty(),
                List.of(path("one.env"), path("declared")),
                new ConsumerEntry.Behaviour(Optional.empty(), false, moving));
    }
}
