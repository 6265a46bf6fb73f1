package dev.etcdtls.engine.proof;

import static dev.etcdtls.engine.proof.FakeCluster.M1;
import static dev.etcdtls.engine.proof.FakeCluster.members;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.etcdtls.engine.proof.FakeCluster.Manner;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.Problem;
import dev.etcdtls.port.Pacer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ProofWriterTest {
    private static final ProofSettings ONE_CLIENT = new ProofSettings(
            1,
            Duration.ofMillis(200),
            Duration.ofSeconds(10),
            Duration.ofMillis(300),
            Duration.ofSeconds(3),
            Duration.ofSeconds(1),
            4_096,
            50_000);

    private final FakeCluster cluster = new FakeCluster();
    private final Steps steps = new Steps();
    private final ProofWriter writer = new ProofWriter(cluster, steps, "run", ONE_CLIENT);

    @AfterEach
    void halt() {
        writer.halt();
    }

    @Test
    void writesFiveTimesASecondWhileDisturbedAndEveryTenSecondsOtherwise() throws InterruptedException {
        writer.start(FakeCluster::members);
        writer.pace(Pace.DISTURBING);
        steps.allow(11);
        assertThat(writer.figures().acknowledged()).isEqualTo(11);

        writer.pace(Pace.QUIET);
        steps.allow(101);
        assertThat(writer.figures().acknowledged()).isEqualTo(13);
        assertThat(writer.problems()).isEmpty();
        steps.end();
        assertThat(writer.stop(members())).isEmpty();
    }

    @Test
    void aLostWriteIsAProblemAndItsKeysStay() throws InterruptedException {
        writer.start(FakeCluster::members);
        writer.pace(Pace.DISTURBING);
        steps.allow(3);
        cluster.manners.put(M1, Manner.ONLY_SAYS_YES);
        steps.allow(1);
        cluster.manners.remove(M1);
        steps.allow(3);
        steps.end();

        writer.stop(members());

        assertThat(writer.figures().lost()).isEqualTo(1);
        assertThat(writer.problems()).extracting(Problem::code).containsExactly(ErrorCode.WRITE_LOST);
        assertThat(cluster.store(M1)).isNotEmpty();
    }

    @Test
    void keysAreRemovedAtTheEnd() throws InterruptedException {
        writer.start(FakeCluster::members);
        writer.pace(Pace.DISTURBING);
        steps.allow(5);
        assertThat(cluster.store(M1)).isNotEmpty();
        steps.end();

        assertThat(writer.stop(members())).isEmpty();

        assertThat(cluster.store(M1)).isEmpty();
    }

    @Test
    void failedOperationsSpendTheBudget() throws InterruptedException {
        members().forEach(member -> cluster.manners.put(member, Manner.REFUSES));
        writer.start(FakeCluster::members);
        writer.pace(Pace.DISTURBING);
        steps.allow(8);

        assertThat(writer.budgetSpent()).isTrue();
        assertThat(writer.problems())
                .extracting(Problem::code)
                .containsExactly(ErrorCode.ERROR_BUDGET_SPENT, ErrorCode.ERROR_BUDGET_SPENT);
        steps.end();
    }

    @Test
    void aWriterThatDiedOfABugSaysSo() {
        writer.start(() -> {
            throw new IllegalStateException("planted");
        });
        writer.pace(Pace.DISTURBING);
        steps.end();

        assertThatThrownBy(() -> {
                    while (true) {
                        writer.figures();
                        Thread.onSpinWait();
                    }
                })
                .isInstanceOf(IllegalStateException.class)
                .hasRootCauseMessage("planted");
    }

    @Test
    void goesOnForAWhileAfterADisturbance() throws InterruptedException {
        writer.start(FakeCluster::members);
        writer.pace(Pace.DISTURBING);
        steps.allow(6);
        writer.quietAfter(Duration.ofSeconds(1));
        steps.allow(20);

        assertThat(writer.figures().acknowledged()).isEqualTo(10);
        steps.end();
        writer.stop(members());
    }

    @Test
    void aWriterThatHasMadeAllOfItsWritesHolds() throws InterruptedException {
        ProofWriter brief = new ProofWriter(
                cluster,
                steps,
                "run",
                new ProofSettings(
                        1,
                        Duration.ofMillis(200),
                        Duration.ofSeconds(10),
                        Duration.ofMillis(300),
                        Duration.ofSeconds(3),
                        Duration.ofSeconds(1),
                        8,
                        3));
        brief.start(FakeCluster::members);
        brief.pace(Pace.DISTURBING);
        steps.allow(6);

        assertThat(brief.figures().acknowledged()).isEqualTo(3);
        assertThat(brief.problems()).extracting(Problem::code).containsExactly(ErrorCode.ERROR_BUDGET_SPENT);
        brief.halt();
    }

    @Test
    void anotherRunsKeysAreLeftAlone() throws InterruptedException {
        cluster.store(M1).put("/etcd-tls/proof/other/0001", "other@1/0/1");
        writer.start(FakeCluster::members);
        writer.pace(Pace.DISTURBING);
        steps.allow(5);
        steps.end();

        writer.stop(members());

        assertThat(cluster.store(M1)).containsOnlyKeys("/etcd-tls/proof/other/0001");
        assertThat(writer.figures().readFrom()).isEqualTo(3);
    }

    @Test
    void stoppingAWriterThatNeverStartedIsHarmless() throws InterruptedException {
        assertThat(writer.stop(List.of())).isEmpty();
    }

    /** A clock on which each pause waits for leave and then moves the time. */
    private static final class Steps implements Pacer {
        private final Semaphore leave = new Semaphore(0);
        private final Semaphore taken = new Semaphore(0);
        private Instant now = Instant.parse("2026-01-01T00:00:00Z");
        private volatile boolean ended;
        private int begun = 1;

        @Override
        public synchronized Instant now() {
            return now;
        }

        @Override
        public void pause(Duration duration) throws InterruptedException {
            taken.release();
            if (ended) {
                // Not at once: a writer that nobody stops would take the processor from the others.
                Thread.sleep(1);
                return;
            }
            leave.acquire();
            synchronized (this) {
                now = now.plus(duration);
            }
        }

        /** Lets the given number of pauses end, and waits until the next one has begun. */
        void allow(int pauses) throws InterruptedException {
            leave.release(pauses);
            taken.acquire(pauses + begun);
            begun = 0;
        }

        void end() {
            ended = true;
            leave.release(1_000);
        }
    }
}
