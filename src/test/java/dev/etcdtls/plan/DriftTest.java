package dev.etcdtls.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.EtcdClusterId;
import dev.etcdtls.model.EtcdVersion;
import dev.etcdtls.model.Problem;
import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.observation.MemberStatus;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DriftTest {
    private static final ClusterObservation PLANNED = ObservedClusters.plaintext(3);
    private static final Problem AWAY =
            new Problem(ErrorCode.HOST_UNREACHABLE, "hosts/m3", "m3 cannot be reached", "look at it");

    record Row(String name, ClusterObservation now, String... expected) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Row> moved() {
        String next = "; see what changed it, then plan again";
        return Stream.of(
                new Row(
                        "another cluster",
                        new ClusterObservation(
                                PLANNED.at(),
                                new EtcdClusterId(0xC2),
                                PLANNED.members(),
                                PLANNED.hosts(),
                                PLANNED.alarms(),
                                PLANNED.disagreements()),
                        "PLAN_OTHER_CLUSTER at cluster: the plan is for the cluster with etcd's id c1, and this one is c2; use"
                                + " the plan of this cluster, or make one"),
                new Row(
                        "a file",
                        ObservedChanges.setting(PLANNED, 2, "snapshot-count", "5000"),
                        "WORLD_MOVED at hosts/m2: etcd's configuration file has changed" + next),
                new Row(
                        "a version",
                        ObservedChanges.status(PLANNED, 2, said -> upgraded(said)),
                        "WORLD_MOVED at members/m2: its etcd version changed from 3.5.16 to 3.5.17" + next),
                new Row(
                        "a host that is away",
                        ObservedChanges.unreachable(PLANNED, 3, AWAY),
                        "WORLD_MOVED at members/m3: member m3 (a3) is not there, or does not answer" + next,
                        "WORLD_MOVED at hosts/m3: the host cannot be looked at now" + next));
    }

    @ParameterizedTest
    @MethodSource("moved")
    void tellsWhatMovedFromWhatToWhat(Row row) {
        assertThat(Drift.between(Baseline.of(PLANNED), Baseline.of(row.now())))
                .extracting(Problem::toString)
                .containsExactly(row.expected());
    }

    @Test
    void anAddedMemberIsDrift() {
        assertThat(Drift.between(Baseline.of(PLANNED), Baseline.of(ObservedClusters.plaintext(4))))
                .extracting(Problem::summary)
                .contains("member m4 (a4) has been added since");
    }

    @Test
    void leadershipTermIndexesAndSizesAreNotDrift() {
        ClusterObservation later = PLANNED;
        for (int number = 1; number <= 3; number++) {
            later = ObservedChanges.status(later, number, DriftTest::later);
        }

        assertThat(Drift.between(Baseline.of(PLANNED), Baseline.of(later))).isEmpty();
    }

    private static MemberStatus upgraded(MemberStatus said) {
        return new MemberStatus(
                EtcdVersion.parse("3.5.17"), said.leader(), said.raft(), said.database(), said.errors());
    }

    private static MemberStatus later(MemberStatus said) {
        return new MemberStatus(
                said.version(),
                Optional.of(ObservedClusters.idOf(3)),
                new MemberStatus.Raft(9, 5_000, 5_000),
                new MemberStatus.Database(1 << 24, 1 << 23),
                said.errors());
    }
}
