package dev.etcdtls.adapter.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The script that lies on hosts, told to take a step back now. */
class TakeBackScriptTest {
    @TempDir
    Path folder;

    private GuardedUnit unit;

    @BeforeEach
    void setUp() throws IOException {
        unit = new GuardedUnit(folder);
    }

    /** Whatever its check says: it is the tool that was not content. */
    @Test
    void doesItBeforeTheDeadlineToAUnitThatIsHealthy() throws IOException {
        unit.arm();
        unit.edited().restarted("active");

        unit.running(() -> assertThat(unit.host.run("take-back")).startsWith("restarted run-1 consumers/a1 "));

        unit.isAsBefore();
        assertThat(unit.orders())
                .containsExactly("daemon-reload", "reset-failed kube.service", "restart --no-block kube.service");
        assertThat(unit.host.units()).isEmpty();
    }

    @Test
    void isDoneOnce() throws IOException {
        unit.arm();
        unit.edited().restarted("failed");

        String first = unit.host.run("take-back");

        assertThat(unit.host.run("take-back")).isEqualTo(first).startsWith("restarted ");
        assertThat(restarts()).isOne();
        assertThat(unit.host.run("forget")).isEmpty();
        assertThat(unit.host.run("take-back")).isEmpty();
        assertThat(unit.host.path("deadman")).doesNotExist();
    }

    @Test
    void restartsNothingThatWasNotRestarted() throws IOException {
        unit.arm();
        unit.edited();

        assertThat(unit.host.run("take-back")).startsWith("put-back ");

        unit.isAsBefore();
        assertThat(unit.orders()).containsExactly("daemon-reload");
    }

    /** The tool's own restart is not yet carried out: it would be, with whatever is read then. */
    @ParameterizedTest
    @ValueSource(strings = {"deactivating", "active"})
    void restartsAUnitWhoseRestartIsUnderWay(String state) throws IOException {
        unit.arm();
        unit.edited();
        unit.host.write("state/ActiveState", state + "\n");
        unit.host.write("state/Job", "71\n");

        assertThat(unit.host.run("take-back")).startsWith("restarted ");

        assertThat(restarts()).isOne();
    }

    @Test
    void takesBackWhatTheDeadlineHadLeftAlone() throws IOException {
        unit.arm();
        unit.edited().restarted("active");
        unit.running(unit.host::fire);
        assertThat(unit.host.stage()).isEqualTo("left-alone");

        assertThat(unit.host.run("take-back")).startsWith("restarted ");

        unit.isAsBefore();
        assertThat(restarts()).isOne();
        assertThat(unit.host.units()).isEmpty();
    }

    @Test
    void saysWhenTheUnitDoesNotComeUpWithItsFormerFilesEither() throws IOException {
        unit.arm();
        unit.edited().restarted("failed");
        unit.host.write("state/never", "");

        assertThat(unit.host.run("take-back")).startsWith("restarted-in-vain ");

        unit.isAsBefore();
        assertThat(restarts()).isOne();
    }

    /** A unit may need a minute to stop: nobody waits on the line for that, and nobody restarts it a second time. */
    @Test
    void ofAUnitThatIsSlowIsEndedByTheNextCallOrTheDeadline() throws IOException {
        unit.arm();
        unit.edited().restarted("active");
        unit.host.write("state/slow", "");

        assertThat(unit.host.run("take-back")).startsWith("restarting run-1 consumers/a1 ");
        assertThat(unit.host.path("units/etcd-tls-deadman.timer")).exists();
        unit.restarted("active");
        unit.host.write("state/InvocationID", "third\n");
        unit.host.fire();

        assertThat(unit.host.stage()).isEqualTo("restarted");
        assertThat(restarts()).isOne();
    }

    /** The host lost its power between the note that it restarts and the restart. */
    @Test
    void thatDiedBeforeItsRestartIsMadeUpFor() throws IOException {
        unit.arm();
        unit.edited().restarted("failed");
        unit.host.write("state/lost", "");
        unit.host.run("take-back");
        assertThat(unit.host.stage()).isEqualTo("restarting");
        java.nio.file.Files.delete(unit.host.path("state/lost"));

        assertThat(unit.host.run("take-back")).startsWith("restarted ");

        assertThat(unit.host.read("state/ActiveState")).isEqualTo("active\n");
        unit.isAsBefore();
    }

    /** The deadline comes while the tool takes the step back, or just before. */
    @ParameterizedTest
    @ValueSource(strings = {"fire take-back", "take-back fire"})
    void besideTheDeadlineRestartsOnce(String order) throws Exception {
        unit.arm();
        unit.edited().restarted("failed");
        unit.host.reachDeadline();

        Process first = unit.host.start(order.split(" ")[0]);
        Process second = unit.host.start(order.split(" ")[1]);

        assertThat(first.waitFor()).isZero();
        assertThat(second.waitFor()).isZero();
        assertThat(unit.host.stage()).isEqualTo("restarted");
        unit.isAsBefore();
        assertThat(restarts()).isOne();
        assertThat(unit.host.units()).isEmpty();
    }

    @Test
    void leavesAUnitWhoseFilesAreAllSomebodyElses() throws IOException {
        unit.arm();
        unit.edited().restarted("active");
        unit.host.write(GuardedUnit.SETTINGS, "by hand");
        unit.host.write(GuardedUnit.DROP_IN, "by hand");

        assertThat(unit.host.run("take-back")).startsWith("left-to-others ");

        assertThat(unit.orders()).isEmpty();
        assertThat(unit.host.read(GuardedUnit.SETTINGS)).isEqualTo("by hand");
    }

    /** Its timer is gone by then, and the tool may die now. */
    @Test
    void ofWhatWasLeftAloneIsEndedWithoutTheToolToo() throws IOException {
        unit.arm();
        unit.edited().restarted("active");
        unit.running(unit.host::fire);
        unit.host.write("state/slow", "");

        assertThat(unit.host.run("take-back")).startsWith("restarting ");

        assertThat(unit.host.read("units/etcd-tls-deadman.timer")).contains("OnActiveSec=20s");
        unit.restarted("active");
        unit.host.write("state/InvocationID", "third\n");
        unit.host.run("fire");
        assertThat(unit.host.stage()).isEqualTo("restarted");
        assertThat(restarts()).isOne();
        assertThat(unit.host.units()).isEmpty();
    }

    @Test
    void worksForEtcdToo() throws IOException {
        DeadManHost host = unit.host;
        host.write("etc/etcd", "before");
        host.arm("http://127.0.0.1:1");
        host.write("etc/etcd", "after");
        unit.restarted("failed");

        assertThat(host.run("take-back")).startsWith("restarted run-1 accept/m1 ");

        assertThat(host.read("etc/etcd")).isEqualTo("before");
        assertThat(host.read("state/calls")).containsOnlyOnce("restart --no-block etcd.service");
    }

    private long restarts() throws IOException {
        return unit.orders().stream()
                .filter(order -> order.startsWith("restart "))
                .count();
    }
}
