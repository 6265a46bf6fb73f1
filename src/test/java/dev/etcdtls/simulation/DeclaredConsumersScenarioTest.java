package dev.etcdtls.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etcdtls.engine.RunResult;
import dev.etcdtls.inventory.ConsumerEntry;
import dev.etcdtls.inventory.Inventory;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.FilePath;
import dev.etcdtls.model.Problem;
import dev.etcdtls.model.UnitName;
import dev.etcdtls.observation.ConsumerUnit;
import dev.etcdtls.plan.Plan;
import dev.etcdtls.plan.PlanOptions;
import dev.etcdtls.plan.PlanResult;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A kube-apiserver and a flanneld that the inventory declares: what is found of them is enough to move them. */
class DeclaredConsumersScenarioTest {
    private static final FilePath UNIT = new FilePath("/etc/systemd/system/kube-apiserver.service");
    private static final FilePath OPTIONS = new FilePath("/etc/flannel/options.env");

    private final Trial trial =
            withoutUnknownUnit(ScenarioFolder.named("declared-kubernetes").trial());
    private final SimulatedCluster cluster = trial.cluster();

    /** One after the other, with one restart each; what they run with and what their files say is TLS. */
    @Test
    void theToolMovesThem() {
        assertThat(trial.apply(trial.plan())).isInstanceOf(RunResult.Completed.class);

        assertThat(cluster.laws().violations()).isEmpty();
        assertThat(cluster.consumers).allMatch(consumer -> consumer.process.starts == 2);
        assertThat(api().running().orElseThrow().argv())
                .contains("--etcd-servers=https://198.51.100.11:2379")
                .contains("--etcd-certfile=/etc/etcd-client/api-a1/current/client.crt");
        assertThat(flannel().text(OPTIONS)).contains("FLANNELD_ETCD_KEYFILE=");
        assertThat(cluster.consumers).allMatch(consumer -> consumer.host.deadMan.isEmpty());
    }

    /** It gets its former settings, the other one is not touched, and the run goes on once it is mended. */
    @Test
    void oneThatDoesNotComeBackIsTakenBack() {
        Plan plan = trial.plan();
        String before = api().text(UNIT);
        api().trouble = () ->
                api().text(UNIT).contains("etcd-cafile") ? Optional.of("its sandbox hides the key") : Optional.empty();

        assertThat(stopped(trial.apply(plan)))
                .extracting(Problem::code)
                .containsExactly(ErrorCode.CONSUMER_TAKEN_BACK, ErrorCode.STEP_FAILED);
        assertThat(api().text(UNIT)).isEqualTo(before);
        assertThat(api().running().orElseThrow().argv()).contains("--etcd-servers=http://198.51.100.11:2379");
        assertThat(flannel().process.starts).isEqualTo(1);
        assertThat(api().host.deadMan).isEmpty();

        api().trouble = Optional::empty;
        assertThat(trial.apply(plan)).isInstanceOf(RunResult.Completed.class);
        assertThat(flannel().process.starts).isEqualTo(2);
        assertThat(cluster.laws().violations()).isEmpty();
    }

    /** Docker on an old CoreOS requires flanneld, and would go down with it: nothing is planned. */
    @Test
    void whatWouldGoDownWithItIsFoundByThePlan() {
        ConsumerUnit.Dependent docker =
                new ConsumerUnit.Dependent(new UnitName("docker.service"), ConsumerUnit.Tie.REQUIRES, Optional.empty());
        flannel().dependents.add(docker);

        assertThat(trial.look())
                .isInstanceOf(PlanResult.NotNow.class)
                .asString()
                .contains("DEPENDENT_UNITS");
    }

    /** The unit was changed so between the plan and its step. */
    @Test
    void whatWouldGoDownWithItByNowHoldsTheRun() {
        Plan plan = trial.plan();
        api().trouble = () -> {
            flannel()
                    .dependents
                    .add(new ConsumerUnit.Dependent(
                            new UnitName("docker.service"), ConsumerUnit.Tie.REQUIRES, Optional.empty()));
            return Optional.empty();
        };

        assertThat(stopped(trial.apply(plan))).extracting(Problem::code).containsExactly(ErrorCode.DEPENDENT_UNITS);
        assertThat(flannel().process.starts).isEqualTo(1);

        flannel().dependents.clear();
        assertThat(trial.apply(plan)).isInstanceOf(RunResult.Completed.class);
        assertThat(flannel().process.starts).isEqualTo(2);
    }

    private SimulatedConsumer api() {
        return cluster.consumers.getFirst();
    }

    private SimulatedConsumer flannel() {
        return cluster.consumers.getLast();
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
