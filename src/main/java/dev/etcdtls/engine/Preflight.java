package dev.etcdtls.engine;

import dev.etcdtls.engine.action.Equipment.Hashing;
import dev.etcdtls.engine.observe.Endpoints;
import dev.etcdtls.engine.proof.HashEquality;
import dev.etcdtls.model.Verdict;
import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.plan.Plan;
import dev.etcdtls.port.World;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Whether all members hold the same data before anything is done, and whether gates can afford to ask for that again. */
final class Preflight {
    /** HashKV reads the whole store, and writes through that member wait for it. */
    private static final Duration CHEAP = Duration.ofMillis(200);

    private Preflight() {}

    /** @param verdict fails only when data differs; that it could not be learned holds nothing, because the end of the run proves it */
    record Data(Verdict verdict, Hashing hashing) {}

    static Data compare(World world, Plan plan, ClusterObservation seen) {
        Endpoints endpoints = Endpoints.of(world, plan);
        List<HashEquality.Store> leaderLast = plan.baseline().members().stream()
                .sorted(Comparator.comparing(member -> seen.leader().equals(Optional.of(member.id()))))
                .flatMap(member -> endpoints.forApi(seen, member.host()).stream()
                        .map(endpoint -> new HashEquality.Store(member.name(), endpoint)))
                .toList();
        HashEquality.Compared compared = new HashEquality(world.etcd().api(), world.pacer()).compare(leaderLast);
        boolean cheap =
                compared.verdict() instanceof Verdict.Pass && compared.slowest().compareTo(CHEAP) < 0;
        return new Data(compared.verdict(), cheap ? Hashing.IN_GATES : Hashing.AT_THE_END);
    }
}
