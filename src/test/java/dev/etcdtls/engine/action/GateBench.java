package dev.etcdtls.engine.action;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.etcdtls.engine.action.Equipment.Hashing;
import dev.etcdtls.engine.observe.Endpoints;
import dev.etcdtls.engine.observe.LatestEndpoints;
import dev.etcdtls.engine.observe.Observer;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.PeerUrl;
import dev.etcdtls.model.Problem;
import dev.etcdtls.model.ProblemException;
import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.plan.Plan;
import dev.etcdtls.port.World;
import dev.etcdtls.simulation.SimulatedCluster;
import dev.etcdtls.simulation.Trial;
import dev.etcdtls.step.Phase;
import dev.etcdtls.step.Step;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The gate of m1 on a cluster of three that accepts both. */
final class GateBench {
    static final Problem PLANTED = new Problem(ErrorCode.MEMBER_UNREACHABLE, "here", "planted", "look");

    final SimulatedCluster cluster = new SimulatedCluster(3);
    World world;
    private final Plan plan;

    GateBench() {
        Trial trial = Trial.of(cluster);
        plan = trial.plan();
        trial.apply(plan, Optional.of(Phase.ACCEPT));
        world = cluster.world();
    }

    List<String> gate(ClusterObservation before) {
        return gate(before, Hashing.AT_THE_END);
    }

    /** Why the gate failed; empty when it passed. */
    List<String> gate(ClusterObservation before, Hashing hashing) {
        return problems(before, hashing).stream().map(Problem::summary).toList();
    }

    List<Problem> problems(ClusterObservation before, Hashing hashing) {
        ProblemException failed = catchThrowableOfType(ProblemException.class, () -> pass(before, hashing));
        return failed == null ? List.of() : failed.problems();
    }

    void pass(ClusterObservation before, Hashing hashing) {
        Step.AcceptTls step = accept();
        List<PeerUrl> peerUrls =
                before.member(step.target().id()).orElseThrow().membership().peerUrls();
        Equipment equipment =
                new Equipment(world, new Equipment.Work(plan, cluster.inventory()), observer(), hashing, () -> false);
        new MemberGate(equipment, step, step.target(), step.edit(), before).pass(peerUrls, new Evidence());
    }

    private Step.AcceptTls accept() {
        return plan.steps().stream()
                .flatMap(step -> step instanceof Step.AcceptTls accept ? Stream.of(accept) : Stream.empty())
                .filter(step -> step.target().name().value().equals("m1"))
                .findFirst()
                .orElseThrow();
    }

    ClusterObservation observe() {
        return observer().observe(cluster.inventory());
    }

    private Observer observer() {
        return new Observer(
                world.hosts().look(),
                world.hosts().consumers().look(),
                new Endpoints(world.etcd(), world.run().operator()),
                new LatestEndpoints(),
                world.pacer());
    }
}
