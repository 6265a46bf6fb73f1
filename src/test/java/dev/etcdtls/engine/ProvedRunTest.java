package dev.etcdtls.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etcdtls.codec.PlanCodec;
import dev.etcdtls.engine.action.Equipment;
import dev.etcdtls.engine.observe.Endpoints;
import dev.etcdtls.engine.observe.LatestEndpoints;
import dev.etcdtls.engine.observe.Observer;
import dev.etcdtls.engine.proof.ProofSettings;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.Outcome;
import dev.etcdtls.model.Problem;
import dev.etcdtls.plan.Plan;
import dev.etcdtls.port.EtcdApi;
import dev.etcdtls.port.EtcdPorts;
import dev.etcdtls.port.World;
import dev.etcdtls.simulation.SimulatedCluster;
import dev.etcdtls.simulation.Trial;
import dev.etcdtls.step.Phase;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The proof writer beside a whole run. Simulated time leaps, so nothing is said here about stalls. */
@Timeout(120)
class ProvedRunTest {
    private static final ProofSettings ANY_STALL = new ProofSettings(
            3,
            Duration.ofMillis(200),
            Duration.ofSeconds(10),
            Duration.ofSeconds(5),
            Duration.ofSeconds(3),
            Duration.ofDays(1),
            4_096,
            50_000);

    private final Trial trial = Trial.of(new SimulatedCluster(3));
    private final SimulatedCluster cluster = trial.cluster();
    private final Plan plan = trial.plan();

    @Test
    void everyWriteIsReadBackFromEveryMemberAndNoKeyIsLeft() {
        RunResult result = apply(cluster.world(), Optional.of(Phase.CENSUS));

        assertThat(result).isInstanceOf(RunResult.Reached.class);
        assertThat(result.figures())
                .containsEntry("failed", "0")
                .containsEntry("lost", "0")
                .containsEntry("read back from", "3 of 3 members");
        assertThat(Integer.parseInt(result.figures().getOrDefault("acknowledged", "0")))
                .isGreaterThan(10);
        assertThat(cluster.run().evidence()).anySatisfy((name, text) -> {
            assertThat(name).startsWith("proof-writer-");
            assertThat(text).contains("lost: 0");
        });
        assertThat(keysLeft()).isZero();
    }

    @Test
    void anAcknowledgementWithoutAWriteIsFound() {
        AtomicBoolean planted = new AtomicBoolean();
        World world = cluster.world();
        EtcdApi real = world.etcd().api();
        EtcdApi lying = (EtcdApi) Proxy.newProxyInstance(
                ProvedRunTest.class.getClassLoader(), new Class<?>[] {EtcdApi.class}, (_, method, arguments) -> {
                    boolean lies = method.getName().equals("put") && planted.compareAndSet(false, true);
                    return lies ? new Outcome.Done<>(7L) : method.invoke(real, arguments);
                });

        RunResult result = apply(with(world, lying), Optional.empty());

        assertThat(result)
                .isInstanceOfSatisfying(
                        RunResult.Stopped.class,
                        stopped -> assertThat(stopped.problems())
                                .extracting(Problem::code)
                                .contains(ErrorCode.WRITE_LOST));
        assertThat(result.figures()).containsEntry("lost", "1");
        assertThat(result.exitCode()).isEqualTo(4);
    }

    private RunResult apply(World world, Optional<Phase> until) {
        RunOptions options = new RunOptions(GateMode.NONE, until, () -> false);
        Equipment.Work work = new Equipment.Work(plan, cluster.inventory());
        return Migration.proved(world, work, new LatestEndpoints(), options, ANY_STALL)
                .run(PlanCodec.digest(plan));
    }

    private static World with(World world, EtcdApi api) {
        EtcdPorts etcd = world.etcd();
        return new World(
                world.hosts(),
                new EtcdPorts(api, etcd.onHost(), etcd.prober(), etcd.census(), etcd.lock()),
                world.issuer(),
                world.run(),
                world.pacer());
    }

    private long keysLeft() {
        World world = cluster.world();
        Endpoints endpoints = new Endpoints(world.etcd(), world.run().operator());
        LatestEndpoints latest = new LatestEndpoints();
        var unused = new Observer(
                        world.hosts().look(), world.hosts().consumers().look(), endpoints, latest, world.pacer())
                .observe(cluster.inventory());
        return world.etcd()
                .api()
                .deletePrefix(latest.get().getFirst(), "/etcd-tls/")
                .orThrow();
    }
}
