package dev.etcdtls.adapter.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The script that lies on hosts, where it guards the restart of a unit that is not etcd. */
class ConsumerSwitchScriptTest {
    private static final String HTTPS = "--etcd-servers=https://m1:2379,https://m2:2379";

    @TempDir
    Path folder;

    private GuardedUnit unit;

    @BeforeEach
    void setUp() throws IOException {
        unit = new GuardedUnit(folder);
    }

    @Test
    void putsEveryFileBackReadsUnitsAnewAndThenRestartsOnce() throws IOException {
        unit.arm();
        unit.edited().restarted("failed");

        unit.host.fire();
        unit.host.run("fire");

        assertThat(unit.host.stage()).isEqualTo("restarted");
        unit.isAsBefore();
        assertThat(unit.orders())
                .containsExactly("daemon-reload", "reset-failed kube.service", "restart --no-block kube.service");
        assertThat(unit.host.read("state/at-reload")).isEqualTo("before");
        assertThat(unit.host.read("state/at-restart")).isEqualTo("before");
        assertThat(unit.host.units()).isEmpty();
    }

    @Test
    void waitsAtLeastAsLongAsItWasTold() throws IOException {
        unit.arm();

        assertThat(unit.host.read("units/etcd-tls-deadman.timer")).contains("OnActiveSec=75s");
    }

    @Test
    void putsTheFilesBackAndRestartsNothingWhenNothingWasRestarted() throws IOException {
        unit.arm();
        unit.edited();

        unit.host.fire();

        assertThat(unit.host.stage()).isEqualTo("put-back");
        unit.isAsBefore();
        assertThat(unit.orders()).containsExactly("daemon-reload");
    }

    /** systemd did not answer, or the host lost its power just then. */
    @Test
    void readsUnitsAnewAtTheNextTryWhenThatFailed() throws IOException {
        unit.arm();
        unit.edited().restarted("failed");
        unit.host.write("state/no-reload", "");
        unit.host.fire();
        assertThat(unit.host.stage()).isEqualTo("armed");
        Files.delete(unit.host.path("state/no-reload"));

        unit.host.run("fire");

        assertThat(unit.host.stage()).isEqualTo("restarted");
        assertThat(unit.orders())
                .containsExactly(
                        "daemon-reload",
                        "daemon-reload",
                        "reset-failed kube.service",
                        "restart --no-block kube.service");
    }

    /** It was armed, and the tool died before it wrote anything: what others have pending stays pending. */
    @Test
    void readsNoUnitsAnewWhenNothingWentBack() throws IOException {
        unit.arm();

        unit.host.fire();

        assertThat(unit.host.stage()).isEqualTo("put-back");
        assertThat(unit.orders()).isEmpty();
    }

    @Test
    void restoresOwnerModeAndBytesOfFilesThatWereAlike() throws IOException {
        Files.setPosixFilePermissions(
                unit.host.path(GuardedUnit.SETTINGS), PosixFilePermissions.fromString("rw-r-----"));
        unit.arm();
        unit.edited().restarted("failed");
        Files.setPosixFilePermissions(
                unit.host.path(GuardedUnit.SETTINGS), PosixFilePermissions.fromString("rw-rw-rw-"));

        unit.host.fire();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(unit.host.path(GuardedUnit.SETTINGS))))
                .isEqualTo("rw-r-----");
    }

    @ParameterizedTest
    @CsvSource({
        "--etcd-servers=https://m1:2379;https://m2:2379",
        "-etcd-servers=https://m1:2379;https://m2:2379",
        "--v=2 --etcd-servers https://m1:2379;https://m2:2379 --secure-port=6443",
    })
    void leavesAProcessAloneWhoseCommandLineHasTheNewFlags(String words) throws IOException {
        unit.wants(HTTPS, "--etcd-prefix-old", "KUBE_NEW=yes", "KUBE_GONE").arm();
        unit.edited().restarted("active");

        unit.running(unit.host::fire, words.replace(';', ',').split(" "));

        assertThat(unit.host.stage()).isEqualTo("left-alone");
        unit.isAsTheStepMadeIt();
        assertThat(unit.orders()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--etcd-servers=http://m1:2379",
                "--v=2",
                // These add up: it still dials the first one.
                "--etcd-servers=http://m1:2379 --etcd-servers=https://m1:2379,https://m2:2379",
                "--etcd-servers=https://m1:2379,https://m2:2379 --etcd-prefix-old=/registry",
                "--etcd-servers=https://m1:2379,https://m2:2379 --etcd-servers",
            })
    void takesAProcessBackWhoseCommandLineHasOtherFlags(String words) throws IOException {
        unit.wants(HTTPS, "--etcd-prefix-old").arm();
        unit.edited().restarted("active");

        unit.running(unit.host::fire, words.split(" "));

        assertThat(unit.host.stage()).isEqualTo("restarted");
        unit.isAsBefore();
    }

    @Test
    void asksTheCheckUntilTheUnitIsReady() throws IOException {
        unit.askedBy("read line; [ -e %s/ready ] || { : >%s/ready; exit 1; }".formatted(folder, folder), 5)
                .arm();
        unit.edited().restarted("active");

        unit.running(unit.host::fire);

        assertThat(unit.host.stage()).isEqualTo("left-alone");
    }

    @Test
    void takesAUnitBackWhoseCheckFails() throws IOException {
        unit.askedBy("echo not ready yet; exit 3", 5).arm();
        unit.edited().restarted("active");

        unit.running(unit.host::fire);

        assertThat(unit.host.stage()).isEqualTo("restarted");
        unit.isAsBefore();
        assertThat(unit.host.read("deadman/said")).isEqualTo("not ready yet\n");
    }

    /** What it left running holds neither the answer nor the lock. */
    @Test
    void takesAUnitBackWhoseCheckDoesNotEnd() throws IOException {
        unit.askedBy("setsid sleep 20 & sleep 60", 1).arm();
        unit.edited().restarted("active");
        long begun = System.nanoTime();

        unit.running(unit.host::fire);

        assertThat(unit.host.stage()).isEqualTo("restarted");
        assertThat(unit.host.run("forget")).isEmpty();
        assertThat((System.nanoTime() - begun) / 1_000_000_000L).isLessThan(15);
    }

    @Test
    void asksAsTheUnitsOwnUser() throws IOException {
        unit.askedBy("exit 0", 5).arm();
        unit.host.write("deadman/charge", unit.host.read("deadman/charge").replace("user=root", "user=kube"));
        Path setpriv = unit.host.path("bin/setpriv");
        Files.writeString(setpriv, "#!/bin/sh\necho \"$*\" >%s/state/user\nshift 4\nexec \"$@\"\n".formatted(folder));
        assertThat(setpriv.toFile().setExecutable(true)).isTrue();
        unit.edited().restarted("active");

        unit.running(unit.host::fire);

        assertThat(unit.host.stage()).isEqualTo("left-alone");
        assertThat(unit.host.read("state/user"))
                .startsWith("--reuid=kube --regid=root --init-groups -- timeout -k 1 5 sh");
    }

    @ParameterizedTest
    @ValueSource(strings = {"exit 0\n", "if true\n# end of the health check\n", ""})
    void isNotArmedWithACheckThatIsNoneOrCameHalf(String health) throws IOException {
        assertThat(unit.arm(health)).isEmpty();

        assertThat(unit.host.path("deadman/state")).doesNotExist();
        assertThat(unit.host.units()).isEmpty();
    }

    @Test
    void keepsItsCheckToRoot() throws IOException {
        unit.askedBy("curl -H 'Authorization: secret'", 5).arm();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(unit.host.path("deadman/health"))))
                .isEqualTo("rw-------");
    }

    @Test
    void isNotArmedWithoutTheFormerBytesOfAFile() throws IOException {
        unit.host.write(GuardedUnit.SETTINGS, "after");

        assertThat(unit.arm()).isEmpty();
        assertThat(unit.host.path("deadman")).doesNotExist();
    }

    @Test
    void isArmedAnewWithTheFilesOfTheFirstTime() throws IOException {
        unit.arm();
        unit.edited();

        assertThat(unit.arm()).startsWith("armed run-1 consumers/a1 ");
        unit.restarted("failed");
        unit.host.fire();

        unit.isAsBefore();
    }

    @Test
    void leavesAFileThatSomebodyElseHasChangedAndSaysWhich() throws IOException {
        unit.arm();
        unit.edited().restarted("failed");
        unit.host.write(GuardedUnit.SETTINGS, "by hand");

        unit.host.fire();

        assertThat(unit.host.read("deadman/state"))
                .startsWith("restarted run-1 consumers/a1 ")
                .endsWith(" " + unit.host.path(GuardedUnit.SETTINGS) + "\n");
        assertThat(unit.host.read(GuardedUnit.SETTINGS)).isEqualTo("by hand");
        assertThat(unit.host.path(GuardedUnit.DROP_IN)).doesNotExist();
    }

    @Test
    void doesNothingWhenEveryFileIsSomebodyElsesByNow() throws IOException {
        unit.arm();
        unit.edited().restarted("failed");
        unit.host.write(GuardedUnit.SETTINGS, "by hand");
        unit.host.write(GuardedUnit.DROP_IN, "by hand");

        unit.host.fire();

        assertThat(unit.host.stage()).isEqualTo("left-to-others");
        assertThat(unit.orders()).isEmpty();
        assertThat(unit.host.read(GuardedUnit.DROP_IN)).isEqualTo("by hand");
    }

    @Test
    void oneThatIsSettledBeforeTheRestartTakesItsEditsBack() throws IOException {
        unit.arm();
        unit.edited();

        assertThat(unit.host.run("settle")).isEmpty();

        unit.isAsBefore();
        assertThat(unit.orders()).containsExactly("daemon-reload");
        assertThat(unit.host.path("deadman")).doesNotExist();
    }

    @Test
    void oneThatIsSettledKeepsWhatWasBeforeForSomebodyElse() throws IOException {
        unit.arm();
        unit.edited();
        unit.host.write(GuardedUnit.SETTINGS, "by hand");

        assertThat(unit.host.run("settle")).isEmpty();

        assertThat(unit.host.read(GuardedUnit.SETTINGS)).isEqualTo("by hand");
        assertThat(unit.host.path(GuardedUnit.DROP_IN)).doesNotExist();
        assertThat(unit.host.path("deadman")).isDirectoryNotContaining("regex:.*/(state|charge|health|left|moved)");
        try (var kept = Files.list(unit.host.path("deadman/saved"))) {
            assertThat(kept).hasSize(1);
        }
    }

    @Test
    void isNotSettledWhileARestartIsQueued() throws IOException {
        unit.arm();
        unit.edited();
        unit.host.write("state/Job", "71\n");

        assertThat(unit.host.run("settle")).startsWith("armed ");

        unit.isAsTheStepMadeIt();
    }
}
