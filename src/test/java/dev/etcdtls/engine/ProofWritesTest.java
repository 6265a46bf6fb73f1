package dev.etcdtls.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etcdtls.engine.proof.FakeCluster;
import dev.etcdtls.engine.proof.FakeCluster.Manner;
import dev.etcdtls.engine.proof.HandClock;
import dev.etcdtls.engine.proof.ProofSettings;
import dev.etcdtls.engine.proof.ProofWriter;
import dev.etcdtls.engine.proof.RunningClock;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.Problem;
import dev.etcdtls.model.RunId;
import dev.etcdtls.port.EtcdEndpoint;
import dev.etcdtls.port.Pacer;
import dev.etcdtls.port.RunFolder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ProofWritesTest {
    private final FakeCluster cluster = new FakeCluster();
    private final Folder folder = new Folder(new TreeMap<>());
    private final HandClock clock = new HandClock();

    @AfterEach
    void close() {
        cluster.close();
    }

    @Test
    void writesForAWhileBeforeTheFirstDisturbance() {
        Writes writes = writes(idle(), FakeCluster.members());
        Instant begun = clock.now();

        writes.disturbing();

        assertThat(Duration.between(begun, clock.now())).isEqualTo(ProofWrites.AROUND);
    }

    @Test
    void doesNotWaitAgainWhenItHasGoneOnWriting() {
        Writes writes = writes(idle(), FakeCluster.members());
        writes.disturbing();
        writes.quiet();
        Instant begun = clock.now();

        writes.disturbing();

        assertThat(clock.now()).isEqualTo(begun);
    }

    @Test
    void waitsAgainAfterItWasQuiet() {
        Writes writes = writes(idle(), FakeCluster.members());
        writes.disturbing();
        writes.quiet();
        clock.pause(ProofWrites.AROUND);
        Instant begun = clock.now();

        writes.disturbing();

        assertThat(Duration.between(begun, clock.now())).isEqualTo(ProofWrites.AROUND);
    }

    @Test
    void failedWritesHoldAClusterOfThree() {
        FakeCluster.members().forEach(member -> cluster.manners.put(member, Manner.REFUSES));

        Writes writes = writes(working(FakeCluster.members()), FakeCluster.members());

        assertThat(finish(writes)).extracting(Problem::code).contains(ErrorCode.ERROR_BUDGET_SPENT);
    }

    @Test
    void failedWritesAreAnnouncedWhereEachRestartIsAnOutage() {
        cluster.manners.put(FakeCluster.M1, Manner.REFUSES);
        List<EtcdEndpoint> alone = List.of(FakeCluster.M1);
        Writes writes = writes(working(alone), alone);
        awaitFailed(writes);

        assertThat(writes.problems()).isEmpty();
        writes.close();
    }

    @Test
    void anAcknowledgementWithoutAWriteIsLostEvenWithOneMember() {
        cluster.manners.put(FakeCluster.M1, Manner.ONLY_SAYS_YES);
        Writes writes = writes(working(List.of(FakeCluster.M1)), List.of(FakeCluster.M1));

        assertThat(finish(writes)).extracting(Problem::code).contains(ErrorCode.WRITE_LOST);
    }

    @Test
    void aMemberThatWasNotReadBackFromIsTold() {
        Writes writes = new ProofWrites(
                working(FakeCluster.members()),
                () -> List.of(FakeCluster.M1, FakeCluster.M2),
                3,
                new RunningClock(real()),
                folder);

        assertThat(finish(writes)).extracting(Problem::code).containsExactly(ErrorCode.GATE_INCONCLUSIVE);
        assertThat(writes.figures()).containsEntry("read back from", "2 of 3 members");
    }

    @Test
    void figuresAreKeptAsEvidence() {
        Writes writes = writes(working(FakeCluster.members()), FakeCluster.members());

        assertThat(finish(writes)).isEmpty();

        assertThat(folder.written()).hasSize(1);
        assertThat(folder.written().values().iterator().next())
                .contains("acknowledged: ", "lost: 0", "read back from: 3 of 3 members");
    }

    private Writes writes(ProofWriter writer, List<EtcdEndpoint> members) {
        return new ProofWrites(writer, () -> members, members.size(), new RunningClock(clock), folder);
    }

    private ProofWriter idle() {
        return new ProofWriter(cluster, clock, "run", ProofSettings.DEFAULT);
    }

    /** A writer in work, on real time: its threads are its own. */
    private ProofWriter working(List<EtcdEndpoint> members) {
        ProofWriter writer = new ProofWriter(cluster, real(), "run", ProofSettings.DEFAULT);
        writer.start(() -> members);
        return writer;
    }

    /** After at least one write. */
    private static List<Problem> finish(Writes writes) {
        while ("0".equals(writes.figures().get("acknowledged"))
                && "0".equals(writes.figures().get("failed"))) {
            LockSupport.parkNanos(1_000_000);
        }
        return writes.finish();
    }

    private static void awaitFailed(Writes writes) {
        while ("0".equals(writes.figures().get("failed"))) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    private static Pacer real() {
        return new Pacer() {
            @Override
            public Instant now() {
                return Instant.now();
            }

            @Override
            public void pause(Duration duration) throws InterruptedException {
                Thread.sleep(duration);
            }
        };
    }

    private record Folder(Map<String, String> written) implements RunFolder {
        @Override
        public RunId id() {
            return new RunId("c1-20260101T000000Z");
        }

        @Override
        public Path secret(String name) {
            return Path.of("secret", name);
        }

        @Override
        public void evidence(String name, String text) {
            written.put(name, text);
        }
    }
}
