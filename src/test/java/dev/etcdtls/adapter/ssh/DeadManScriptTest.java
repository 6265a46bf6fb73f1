package dev.etcdtls.adapter.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script that lies on hosts, run for real in a folder of its own, with a systemctl that says what the test wants. */
class DeadManScriptTest {
    @TempDir
    Path folder;

    @Test
    void waitsForItsDeadlineOfSixtySecondsOrThreeRestarts() throws IOException {
        DeadManHost host = new DeadManHost(folder);
        host.write("state/InactiveExitTimestampMonotonic", "1000000");
        host.write("state/ActiveEnterTimestampMonotonic", "31500000");
        host.write("state/ActiveExitTimestampMonotonic", "400000");
        host.write("state/InactiveEnterTimestampMonotonic", "900000");
        host.arm("http://127.0.0.1:1");
        host.write("etc/etcd", "after");

        host.run("fire");

        assertThat(host.read("deadman/charge")).contains("\nseconds=93\n");
        assertThat(host.read("units/etcd-tls-deadman.timer"))
                .contains("OnActiveSec=93s", "OnCalendar=", "Persistent=true", "WantedBy=timers.target");
        assertThat(host.path("units/timers.target.wants/etcd-tls-deadman.timer"))
                .exists();
        assertThat(host.stage()).isEqualTo("armed");
        assertThat(host.read("etc/etcd")).isEqualTo("after");
        assertThat(host.read("state/calls")).doesNotContain("daemon-reload");
    }

    @Test
    void putsTheFileBackAndRestartsNothingWhenNothingWasRestarted() throws IOException {
        DeadManHost host = new DeadManHost(folder);
        host.arm("http://127.0.0.1:1");
        host.write("etc/etcd", "after");

        host.fire();

        assertThat(host.stage()).isEqualTo("put-back");
        assertThat(host.read("etc/etcd")).isEqualTo("before");
        assertThat(host.read("state/calls")).doesNotContain("restart --no-block");
        assertThat(host.units()).isEmpty();
    }

    @Test
    void leavesAProcessAloneThatRunsTheNewSettingsAndIsHealthy() throws IOException {
        DeadManHost host = new DeadManHost(folder);
        host.fireBesideAHealthyProcess(() -> {});

        assertThat(host.stage()).isEqualTo("left-alone");
        assertThat(host.read("etc/etcd")).isEqualTo("after");
        assertThat(host.read("state/calls")).doesNotContain("restart --no-block");
        assertThat(host.units()).isEmpty();
    }

    @Test
    void asksTheHealthPageWithoutCurlToo() throws IOException {
        DeadManHost host = new DeadManHost(folder);
        host.hideCurl();

        host.fireBesideAHealthyProcess(() -> {});

        assertThat(host.stage()).isEqualTo("left-alone");
    }

    /** The deadline is over when the host has booted, and etcd still waits for the network. */
    @Test
    void waitsForAStartThatIsQueuedBeforeItJudges() throws IOException {
        DeadManHost host = new DeadManHost(folder);
        host.fireBesideAHealthyProcess(() -> {
            host.write("state/ActiveState", "inactive\n");
            host.write("state/Job", "71\n");
            host.write("state/queued", "");
        });

        assertThat(host.stage()).isEqualTo("left-alone");
        assertThat(host.read("etc/etcd")).isEqualTo("after");
        assertThat(host.read("state/calls")).doesNotContain("restart --no-block");
    }

    /** The tool died just after it had asked for the restart: the process that stops is not the one that the file is for. */
    @Test
    void isNotSettledWhileAStopOrStartIsUnderWay() throws IOException {
        DeadManHost host = new DeadManHost(folder);
        host.arm("http://127.0.0.1:1");
        host.write("etc/etcd", "after");
        host.write("state/ActiveState", "deactivating\n");

        assertThat(host.run("settle")).startsWith("armed run-1 accept/m1 ");

        assertThat(host.read("etc/etcd")).isEqualTo("after");
    }

    @Test
    void putsTheFileBackAndRestartsOnceWhenTheProcessDidNotComeUp() throws IOException {
        DeadManHost host = new DeadManHost(folder);
        host.arm("http://127.0.0.1:1");
        host.write("etc/etcd", "poison");
        host.write("state/InvocationID", "second\n");
        host.write("state/ActiveState", "failed\n");

        host.fire();
        host.run("fire");

        assertThat(host.stage()).isEqualTo("restarted");
        assertThat(host.read("etc/etcd")).isEqualTo("before");
        assertThat(host.read("deadman/saved/found")).isEqualTo("poison");
        assertThat(host.read("state/calls"))
                .containsOnlyOnce("restart --no-block")
                .contains("reset-failed etcd.service");
    }

    @Test
    void saysSoWhenTheMemberDoesNotStartWithTheOldFileEither() throws IOException {
        DeadManHost host = new DeadManHost(folder);
        host.arm("http://127.0.0.1:1");
        host.write("etc/etcd", "after");
        host.write("state/InvocationID", "second\n");
        host.write("state/ActiveState", "failed\n");
        host.write("state/never", "");

        host.fire();

        assertThat(host.stage()).isEqualTo("restarted-in-vain");
        assertThat(host.read("etc/etcd")).isEqualTo("before");
        assertThat(host.read("state/calls")).containsOnlyOnce("restart --no-block");
        assertThat(host.units()).isEmpty();
    }

    @Test
    void oneThatIsDisarmedLeavesNothing() throws IOException {
        DeadManHost host = new DeadManHost(folder);
        host.arm("http://127.0.0.1:1");
        host.write("etc/etcd", "after");
        host.write("state/InvocationID", "second\n");

        assertThat(host.run("disarm")).isEmpty();

        assertThat(host.read("etc/etcd")).isEqualTo("after");
        assertThat(host.path("deadman")).doesNotExist();
        assertThat(host.units()).isEmpty();
    }

    @Test
    void oneThatIsSettledBeforeTheRestartTakesTheEditBack() throws IOException {
        DeadManHost host = new DeadManHost(folder);
        host.arm("http://127.0.0.1:1");
        host.write("etc/etcd", "after");

        assertThat(host.run("settle")).isEmpty();

        assertThat(host.read("etc/etcd")).isEqualTo("before");
        assertThat(host.path("deadman")).doesNotExist();
    }

    @Test
    void aMemberThatIsDownKeepsItsSwitch() throws IOException {
        DeadManHost host = new DeadManHost(folder);
        host.arm("http://127.0.0.1:1");
        host.write("state/InvocationID", "second\n");
        host.write("state/ActiveState", "failed\n");

        assertThat(host.run("settle")).startsWith("armed run-1 accept/m1 ");
        assertThat(host.run("forget")).startsWith("armed run-1 accept/m1 ");
    }

    @Test
    void oneThatHasFiredStaysUntilItIsToBeForgotten() throws IOException {
        DeadManHost host = new DeadManHost(folder);
        host.arm("http://127.0.0.1:1");
        host.fire();

        assertThat(host.run("disarm")).startsWith("put-back ");
        assertThat(host.arm("http://127.0.0.1:1")).startsWith("put-back ");
        assertThat(host.run("forget")).isEmpty();
        assertThat(host.path("deadman")).doesNotExist();
    }
}
