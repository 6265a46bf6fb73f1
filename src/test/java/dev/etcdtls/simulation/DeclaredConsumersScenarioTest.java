package dev.etcdtls.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etcdtls.engine.RunResult;
import dev.etcdtls.inventory.ConsumerEntry;
import dev.etcdtls.inventory.Inventory;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.Problem;
import dev.etcdtls.observation.SourceFile.Kind;
import dev.etcdtls.plan.ConsumerSource;
import dev.etcdtls.plan.Plan;
import dev.etcdtls.plan.PlanOptions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A kube-apiserver and a flanneld that the inventory declares: what is found of them is enough to move them. */
class DeclaredConsumersScenarioTest {
    private final Trial trial =
            withoutUnknownUnit(ScenarioFolder.named("declared-kubernetes").trial());
    private final SimulatedCluster cluster = trial.cluster();

    /** The census waits for both; the edits that were found move them, file by file, with one start each. */
    @Test
    void theEditsThatWereFoundMoveThem() {
        Plan plan = trial.plan();
        assertThat(stopped(trial.apply(plan))).extracting(Problem::code).containsOnly(ErrorCode.CENSUS_TIMED_OUT);

        cluster.consumers.forEach(consumer -> {
            move(consumer);
            consumer.start();
        });

        assertThat(trial.apply(plan)).isInstanceOf(RunResult.Completed.class);
        assertThat(cluster.laws().violations()).isEmpty();
        assertThat(cluster.consumers).allMatch(consumer -> consumer.starts == 2);
    }

    /** How a consumer speaks is its process's matter: an edit alone changes nothing. */
    @Test
    void anEditWithoutARestartMovesNobody() {
        Plan plan = trial.plan();
        cluster.consumers.forEach(this::move);

        assertThat(stopped(trial.apply(plan))).extracting(Problem::code).containsOnly(ErrorCode.CENSUS_TIMED_OUT);
        assertThat(trial.plan().notices())
                .filteredOn(notice -> notice.contains("other etcd settings than it runs with"))
                .hasSize(2);
    }

    private void move(SimulatedConsumer consumer) {
        ConsumerEntry entry = trial.inventory().consumers().stream()
                .filter(each -> each.host().equals(consumer.host.name))
                .findFirst()
                .orElseThrow();
        String endpoints = entry.kind() == ConsumerEntry.Kind.FLANNELD ? "etcd-endpoints" : "etcd-servers";
        ConsumerSource.find(entry, consumer.facts())
                .orThrow()
                .places()
                .forEach(place -> consumer.write(
                        Kind.DECLARED,
                        place.style().path(),
                        place.edited(new TreeMap<>(Map.of(
                                endpoints,
                                "https://198.51.100.11:2379",
                                "etcd-cafile",
                                "/etc/etcd-client/x/current/ca.crt",
                                "etcd-certfile",
                                "/etc/etcd-client/x/current/client.crt",
                                "etcd-keyfile",
                                "/etc/etcd-client/x/current/client.key")))));
    }

    private static Trial withoutUnknownUnit(Trial trial) {
        Inventory declared = trial.inventory();
        return new Trial(
                trial.cluster(),
                new Inventory(
                        declared.cluster(),
                        declared.hosts(),
                        declared.issuer(),
                        declared.consumers().stream()
                                .filter(consumer -> consumer.kind() != ConsumerEntry.Kind.UNIT)
                                .toList(),
                        declared.names(),
                        declared.tuning()),
                new PlanOptions(true, false, List.of()));
    }

    private static List<Problem> stopped(RunResult result) {
        return switch (result) {
            case RunResult.Stopped stopped -> stopped.problems();
            case RunResult.Completed _, RunResult.Reached _ -> throw new AssertionError("it did not stop");
        };
    }
}
