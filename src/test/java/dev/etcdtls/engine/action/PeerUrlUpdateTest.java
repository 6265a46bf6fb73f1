package dev.etcdtls.engine.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.etcdtls.engine.observe.Endpoints;
import dev.etcdtls.engine.observe.LatestEndpoints;
import dev.etcdtls.engine.observe.Observer;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.HostName;
import dev.etcdtls.model.Outcome;
import dev.etcdtls.model.PeerUrl;
import dev.etcdtls.model.Problem;
import dev.etcdtls.model.ProblemException;
import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.plan.Plan;
import dev.etcdtls.port.EtcdReads.Entry;
import dev.etcdtls.port.World;
import dev.etcdtls.simulation.SimulatedCluster;
import dev.etcdtls.simulation.Trial;
import dev.etcdtls.step.Phase;
import dev.etcdtls.step.Step;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A wrong peer URL destroys a cluster: nothing is sent that was not expected, and every member must show what was. */
class PeerUrlUpdateTest {
    private static final HostName M3 = new HostName("m3");
    private static final Problem PLANTED = new Problem(ErrorCode.MEMBER_UNREACHABLE, "here", "planted", "look");

    private final Trial trial = Trial.of(new SimulatedCluster(3));
    private final SimulatedCluster cluster = trial.cluster();
    private final Plan plan = trial.plan();
    private final Step.EnforceTls step = plan.steps().stream()
            .flatMap(each -> each instanceof Step.EnforceTls enforce ? Stream.of(enforce) : Stream.empty())
            .findFirst()
            .orElseThrow();
    private World world = cluster.world();

    @BeforeEach
    void acceptsBoth() {
        trial.apply(plan, Optional.of(Phase.ACCEPT));
        world = cluster.world();
    }

    @Test
    void everyMemberShowsWhatWasWritten() {
        set(step.bothUrls());

        assertThat(shownByAll()).containsOnly(step.bothUrls());
    }

    @Test
    void whatIsThereAlreadyIsNotSent() {
        set(step.bothUrls());
        int sent = updates();

        set(step.bothUrls());

        assertThat(updates()).isEqualTo(sent);
    }

    @Test
    void anAnswerThatWasLostIsReadBack() {
        world = Planted.api(world, "updateMember", (_, _) -> new Outcome.Unknown<>(PLANTED));

        set(step.bothUrls());

        assertThat(shownByAll()).containsOnly(step.bothUrls());
    }

    @Test
    void urlsThatThisStepNeitherFoundNorWroteStopItAndNothingIsSent() {
        ClusterObservation seen = observe();
        world.etcd()
                .api()
                .updateMember(
                        endpoints().forApi(seen, M3).orElseThrow(),
                        step.target().id(),
                        List.of(PeerUrl.parse("http://198.51.100.77:2380")))
                .orThrow();
        int sent = updates();

        assertThat(failure(step.bothUrls())).isEqualTo(ErrorCode.MEMBERSHIP_UNEXPECTED);
        assertThat(updates()).isEqualTo(sent);
    }

    @Test
    void aMemberThatTellsAnotherMembershipStopsItAndNothingIsSent() {
        world = Planted.members(world, M3, new Outcome.Done<>(List.<Entry>of()));

        assertThat(failure(step.bothUrls())).isEqualTo(ErrorCode.MEMBERSHIP_DISAGREES);
        assertThat(updates()).isZero();
    }

    @Test
    void aMemberThatTellsNothingStopsItAndNothingIsSent() {
        world = Planted.members(world, M3, new Outcome.Refused<>(PLANTED));

        assertThat(failure(step.bothUrls())).isEqualTo(ErrorCode.MEMBERSHIP_DISAGREES);
        assertThat(updates()).isZero();
    }

    @Test
    void aMemberThatDoesNotShowItAfterwardsFailsTheStep() {
        World real = world;
        List<Entry> old = real.etcd()
                .api()
                .members(endpoints().forApi(observe(), M3).orElseThrow())
                .orThrow();
        world = Planted.members(world, M3, new Outcome.Done<>(old));

        assertThat(failure(step.bothUrls())).isEqualTo(ErrorCode.MEMBERSHIP_UNEXPECTED);
    }

    private ErrorCode failure(List<PeerUrl> wanted) {
        ProblemException failed = catchThrowableOfType(ProblemException.class, () -> set(wanted));
        return failed.problems().getFirst().code();
    }

    private void set(List<PeerUrl> wanted) {
        Observer observer = new Observer(
                world.hosts().look(),
                world.hosts().consumers().look(),
                endpoints(),
                new LatestEndpoints(),
                world.pacer());
        Equipment equipment = new Equipment(
                world,
                new Equipment.Work(plan, cluster.inventory()),
                observer,
                Equipment.Hashing.AT_THE_END,
                () -> false);
        PeerUrlUpdate.of(equipment, step).set(observe(), wanted);
    }

    private List<List<PeerUrl>> shownByAll() {
        ClusterObservation seen = observe();
        return cluster.inventory().hosts().stream()
                .map(host -> endpoints().forApi(seen, host.name()).orElseThrow())
                .flatMap(endpoint -> world.etcd().api().members(endpoint).orThrow().stream())
                .filter(entry -> entry.id().equals(step.target().id()))
                .map(Entry::peerUrls)
                .toList();
    }

    private int updates() {
        return (int) cluster.effects().stream()
                .filter(effect -> effect.contains("peer URL") || effect.contains("update"))
                .count();
    }

    private ClusterObservation observe() {
        return new Observer(
                        world.hosts().look(),
                        world.hosts().consumers().look(),
                        endpoints(),
                        new LatestEndpoints(),
                        world.pacer())
                .observe(cluster.inventory());
    }

    private Endpoints endpoints() {
        return new Endpoints(world.etcd(), world.run().operator());
    }
}
