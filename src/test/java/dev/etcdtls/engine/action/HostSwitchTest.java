package dev.etcdtls.engine.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.etcdtls.engine.observe.Endpoints;
import dev.etcdtls.engine.observe.LatestEndpoints;
import dev.etcdtls.engine.observe.Observer;
import dev.etcdtls.model.ClientUrl;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.HostName;
import dev.etcdtls.model.Outcome;
import dev.etcdtls.model.Problem;
import dev.etcdtls.model.ProblemException;
import dev.etcdtls.observation.SwitchState;
import dev.etcdtls.observation.SwitchState.Stage;
import dev.etcdtls.plan.Plan;
import dev.etcdtls.port.Charge;
import dev.etcdtls.port.World;
import dev.etcdtls.simulation.SimulatedCluster;
import dev.etcdtls.simulation.Trial;
import dev.etcdtls.step.Step;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A step and the switch of its host, after a gate that did not pass. */
class HostSwitchTest {
    private static final HostName HOST = new HostName("m1");
    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final Problem PLANTED = new Problem(ErrorCode.HOST_UNREACHABLE, "hosts/m1", "planted", "look");

    private final SimulatedCluster cluster = new SimulatedCluster(3);
    private final Plan plan = Trial.of(cluster).plan();
    private final World real = cluster.world();
    private final Deque<Outcome<Optional<SwitchState>>> lost = new ArrayDeque<>();
    private final HostSwitch guarded = new HostSwitch(equipment(), accept(), HOST);

    @Test
    void aStepWhoseUnitWasRestartedIsTakenBackWithOneRestart() {
        assertThat(guarded.arm(charge())).isTrue();
        cluster.faults().restart("m1");
        int restarts = cluster.restarts("m1");

        assertThat(guarded.takeBack(LONGEST).stage()).isEqualTo(Stage.RESTARTED);

        assertThat(cluster.restarts("m1")).isEqualTo(restarts + 1);
        assertThat(guarded.announcement()).map(Problem::code).contains(ErrorCode.DEAD_MAN_FIRED);
    }

    @Test
    void aStepWhoseUnitWasNotRestartedIsTakenBackWithoutOne() {
        guarded.arm(charge());
        int restarts = cluster.restarts("m1");

        assertThat(guarded.takeBack(LONGEST).stage()).isEqualTo(Stage.PUT_BACK);

        assertThat(cluster.restarts("m1")).isEqualTo(restarts);
    }

    /** The restart takes its time, or a connection breaks: asking again is harmless. */
    @Test
    void oneLostCallIsNoReasonToGiveUp() {
        guarded.arm(charge());
        SwitchState armed = real.hosts().deadMan().state(HOST).orThrow().orElseThrow();
        lost.add(new Outcome.Unknown<>(PLANTED));
        lost.add(new Outcome.Refused<>(PLANTED));
        lost.add(new Outcome.Done<>(Optional.of(armed)));

        assertThat(guarded.takeBack(LONGEST).stage()).isEqualTo(Stage.PUT_BACK);

        assertThat(lost).isEmpty();
    }

    @Test
    void withoutTheLockItIsLeftToTheHost() {
        guarded.arm(charge());
        lost.add(new Outcome.Refused<>(new Problem(ErrorCode.LOCK_LOST, "cluster", "planted", "look")));

        assertThatThrownBy(() -> guarded.takeBack(LONGEST))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        failed -> assertThat(failed.problems())
                                .extracting(Problem::code)
                                .containsExactly(ErrorCode.LOCK_LOST));
    }

    @Test
    void aHostThatDoesNotEndItInTimeGoesOnByItself() {
        guarded.arm(charge());
        for (int call = 0; call < 10; call++) {
            lost.add(new Outcome.Unknown<>(PLANTED));
        }

        assertThatThrownBy(() -> guarded.takeBack(Duration.ofSeconds(10)))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        failed -> assertThat(failed.problems())
                                .extracting(Problem::code)
                                .containsExactly(ErrorCode.DEAD_MAN_ARMED));
    }

    private Step.AcceptTls accept() {
        return plan.steps().stream()
                .flatMap(step -> step instanceof Step.AcceptTls accept ? Stream.of(accept) : Stream.empty())
                .filter(step -> step.target().host().equals(HOST))
                .findFirst()
                .orElseThrow();
    }

    private Charge charge() {
        return Charge.ofMember(
                real.run().folder().id(),
                accept().id(),
                accept().target(),
                accept().edit(),
                ClientUrl.parse("https://m1:2379"));
    }

    private Equipment equipment() {
        World world = Planted.takeBack(real, lost);
        Observer observer = new Observer(
                world.hosts().look(),
                world.hosts().consumers().look(),
                new Endpoints(world.etcd(), world.run().operator()),
                new LatestEndpoints(),
                world.pacer());
        return new Equipment(
                world,
                new Equipment.Work(plan, cluster.inventory()),
                observer,
                Equipment.Hashing.AT_THE_END,
                () -> false);
    }
}
