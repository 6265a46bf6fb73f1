package dev.etcdtls.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etcdtls.codec.PlanCodec;
import dev.etcdtls.engine.action.Equipment;
import dev.etcdtls.engine.observe.LatestEndpoints;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.Problem;
import dev.etcdtls.model.RunId;
import dev.etcdtls.plan.Plan;
import dev.etcdtls.port.ClusterLock;
import dev.etcdtls.port.EtcdPorts;
import dev.etcdtls.port.World;
import dev.etcdtls.simulation.SimulatedCluster;
import dev.etcdtls.simulation.Trial;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A lock that is lost stops the run before its next effect, wherever in a step that is. */
class LockFenceTest {
    private final Trial trial = Trial.of(new SimulatedCluster(3));
    private final SimulatedCluster cluster = trial.cluster();
    private final Plan plan = trial.plan();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 5, 12, 20, 22, 25, 30})
    void nothingIsChangedOnceTheLockIsLost(int effects) {
        RunResult result = apply(new LostAfter(effects));

        assertThat(result)
                .isInstanceOfSatisfying(
                        RunResult.Stopped.class,
                        stopped -> assertThat(stopped.problems())
                                .extracting(Problem::code)
                                .contains(ErrorCode.LOCK_LOST));
        assertThat(onTheCluster()).hasSize(effects);
    }

    @Test
    void aLockThatIsTakenIsSevenAndChangesNothing() {
        RunResult result = apply(new LostAfter(0) {
            @Override
            public Optional<Problem> acquire(RunId run) {
                return Optional.of(new Problem(ErrorCode.LOCKED, "cluster", "locked by run c1 of ada@desk", "wait"));
            }
        });

        assertThat(result.exitCode()).isEqualTo(7);
        assertThat(cluster.effects()).isEmpty();
        assertThat(cluster.run().journal()).isEmpty();
    }

    @Test
    void everyEndGivesTheLockBack() {
        LostAfter lock = new LostAfter(Integer.MAX_VALUE);
        apply(lock);

        assertThat(lock.released).isTrue();
    }

    /**
     * Effects on hosts and members; what is signed, or saved in the run's folder, is none. Throw-away servers are left out: they start side
     * by side, so that one may be on its way when the lock goes.
     */
    private List<String> onTheCluster() {
        return cluster.effects().stream()
                .filter(effect -> !effect.startsWith("sign ")
                        && !effect.startsWith("issue ")
                        && !effect.startsWith("snapshot ")
                        && !effect.endsWith(" rehearsal"))
                .toList();
    }

    private RunResult apply(ClusterLock lock) {
        World world = cluster.world();
        EtcdPorts etcd = world.etcd();
        World locked = new World(
                world.hosts(),
                new EtcdPorts(etcd.api(), etcd.onHost(), etcd.prober(), etcd.census(), lock),
                world.issuer(),
                world.run(),
                world.pacer());
        RunOptions options = new RunOptions(GateMode.NONE, Optional.empty(), () -> false);
        Equipment.Work work = new Equipment.Work(plan, cluster.inventory());
        return new Migration(locked, work, new LatestEndpoints(), options, _ -> Writes.NONE)
                .run(PlanCodec.digest(plan));
    }

    /** A lock that is held until the cluster has seen so many effects. */
    private class LostAfter implements ClusterLock {
        private final int effects;
        private boolean released;

        LostAfter(int effects) {
            this.effects = effects;
        }

        @Override
        public Optional<Problem> acquire(RunId run) {
            return Optional.empty();
        }

        @Override
        public boolean isHeld() {
            return onTheCluster().size() < effects;
        }

        @Override
        public void release() {
            released = true;
        }
    }
}
