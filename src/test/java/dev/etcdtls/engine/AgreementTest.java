package dev.etcdtls.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etcdtls.inventory.Inventory;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.EtcdClusterId;
import dev.etcdtls.model.Problem;
import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.observation.IssuerObservation;
import dev.etcdtls.plan.ObservedChanges;
import dev.etcdtls.plan.ObservedClusters;
import dev.etcdtls.plan.Plan;
import dev.etcdtls.plan.PlanOptions;
import dev.etcdtls.plan.PlanResult;
import dev.etcdtls.plan.Planner;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class AgreementTest {
    private static final Inventory INVENTORY = ObservedClusters.inventory(3);
    private static final IssuerObservation ISSUER =
            new IssuerObservation(List.of(), Duration.ZERO, Duration.ZERO, List.of());
    private static final ClusterObservation PLANNED = ObservedClusters.plaintext(3);
    private static final Problem AWAY =
            new Problem(ErrorCode.HOST_UNREACHABLE, "hosts/m3", "m3 cannot be reached", "look at it");
    private static final Problem SILENT =
            new Problem(ErrorCode.MEMBER_UNREACHABLE, "members/m3", "m3 does not answer", "look at it");

    record Row(String name, ClusterObservation now, ErrorCode... expected) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Row> worlds() {
        ClusterObservation edited = ObservedChanges.setting(PLANNED, 2, "snapshot-count", "5000");
        return Stream.of(
                new Row("as it was", PLANNED),
                new Row("a file was edited", edited, ErrorCode.WORLD_MOVED),
                new Row("a host is away", ObservedChanges.unreachable(PLANNED, 3, AWAY), ErrorCode.HOST_UNREACHABLE),
                new Row("a member is down", ObservedChanges.down(PLANNED, 3, SILENT), ErrorCode.MEMBER_DOWN),
                new Row(
                        "a file was edited, and a host is away",
                        ObservedChanges.unreachable(edited, 3, AWAY),
                        ErrorCode.WORLD_MOVED),
                new Row("nobody answers", allAway(), ErrorCode.MEMBER_UNREACHABLE));
    }

    /** What is only away has not moved: the same plan is good again when it is back. */
    @ParameterizedTest
    @MethodSource("worlds")
    void aPlanIsRefusedForWhatMovedAndHeldForWhatIsAway(Row row) {
        assertThat(agreement().problemsOfWhole(row.now()))
                .extracting(Problem::code)
                .containsExactly(row.expected());
    }

    @Test
    void anotherClusterIsToldAlone() {
        ClusterObservation other = new ClusterObservation(
                PLANNED.at(), new EtcdClusterId(0xC2), PLANNED.members(), PLANNED.hosts(), List.of(), List.of());

        assertThat(agreement().problemsOfWhole(other))
                .extracting(Problem::code)
                .containsExactly(ErrorCode.PLAN_OTHER_CLUSTER);
    }

    private static ClusterObservation allAway() {
        ClusterObservation away = PLANNED;
        for (int number = 1; number <= 3; number++) {
            away = ObservedChanges.down(away, number, SILENT);
        }
        return new ClusterObservation(away.at(), new EtcdClusterId(0), List.of(), away.hosts(), List.of(), List.of());
    }

    private static Agreement agreement() {
        PlanResult planned = Planner.plan(
                INVENTORY,
                new Plan.InventorySource("/home/ops", "cluster: c1\n"),
                PLANNED,
                ISSUER,
                PlanOptions.DEFAULT,
                ObservedClusters.NOW);
        return switch (planned) {
            case PlanResult.Planned(Plan plan) -> new Agreement(plan, INVENTORY, ISSUER, ObservedClusters.NOW);
            case PlanResult.NotNow(List<Problem> problems) -> throw new AssertionError("no plan: " + problems);
        };
    }
}
