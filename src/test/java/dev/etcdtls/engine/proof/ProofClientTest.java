package dev.etcdtls.engine.proof;

import static dev.etcdtls.engine.proof.FakeCluster.M1;
import static dev.etcdtls.engine.proof.FakeCluster.M2;
import static dev.etcdtls.engine.proof.FakeCluster.M3;
import static dev.etcdtls.engine.proof.FakeCluster.members;
import static org.assertj.core.api.Assertions.assertThat;

import dev.etcdtls.engine.proof.FakeCluster.Manner;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProofClientTest {
    private static final ProofSettings SETTINGS = new ProofSettings(
            1,
            Duration.ofMillis(200),
            Duration.ofSeconds(10),
            Duration.ofMillis(20),
            Duration.ofSeconds(3),
            Duration.ofSeconds(1),
            4,
            6);

    private final FakeCluster cluster = new FakeCluster();
    private final HandClock clock = new HandClock();
    private final ProofLedger ledger = new ProofLedger("run", "run@1", SETTINGS.keys());
    private final ProofClient client = new ProofClient(0, cluster, clock, SETTINGS, ledger);

    @AfterEach
    void close() {
        cluster.close();
    }

    @Test
    void anAcknowledgedWriteIsFoundOnEveryMember() throws InterruptedException {
        client.write(members());

        assertThat(readBack().unread()).isEmpty();
        assertThat(ledger.acknowledgedCount()).isEqualTo(1);
        assertThat(ledger.lostCount()).isZero();
    }

    @Test
    void anAcknowledgementWithoutAWriteIsReportedLost() throws InterruptedException {
        cluster.manners.put(M1, Manner.ONLY_SAYS_YES);

        client.write(members());
        readBack();

        assertThat(ledger.acknowledgedCount()).isEqualTo(1);
        assertThat(ledger.lostCount()).isEqualTo(1);
    }

    @Test
    void aWriteThatOneMemberLacksIsReportedLost() throws InterruptedException {
        client.write(members());
        cluster.store(M3).clear();

        readBack();

        assertThat(ledger.lostCount()).isEqualTo(1);
    }

    @Test
    void anOlderValueUnderTheKeyIsReportedLost() throws InterruptedException {
        write(5);
        cluster.store(M2).put(ledger.key(4), ledger.value(0, 0));

        readBack();

        assertThat(ledger.lostCount()).isEqualTo(1);
    }

    @Test
    void aLostWriteIsFoundBeforeItsKeyIsWrittenAgain() throws InterruptedException {
        cluster.manners.put(M1, Manner.ONLY_SAYS_YES);
        client.write(members());
        cluster.manners.remove(M1);

        write(4);
        readBack();

        assertThat(ledger.acknowledgedCount()).isEqualTo(5);
        assertThat(ledger.lostCount()).isEqualTo(1);
    }

    @Test
    void aMemberThatIsDownCostsNoOperation() throws InterruptedException {
        cluster.manners.put(M1, Manner.REFUSES);

        write(3);

        assertThat(ledger.acknowledgedCount()).isEqualTo(3);
        assertThat(ledger.failedCount()).isZero();
        assertThat(ledger.ambiguousCount()).isZero();
    }

    @Test
    void aMemberThatCannotBeReadIsNamedAndNothingCountsAsLost() throws InterruptedException {
        client.write(members());
        cluster.manners.put(M3, Manner.REFUSES);

        assertThat(readBack().unread()).hasSize(1);
        assertThat(ledger.lostCount()).isZero();
    }

    @Test
    void aSilentMemberIsLeftForTheNextOne() throws InterruptedException {
        cluster.manners.put(M1, Manner.SILENT);

        client.write(members());

        assertThat(ledger.acknowledgedCount()).isEqualTo(1);
        assertThat(ledger.openAttempts()).isEqualTo(1);
    }

    @Test
    void anAttemptThatBrokeIsAmbiguousAndItsOperationAcknowledged() throws InterruptedException {
        cluster.manners.put(M1, Manner.STORES_AND_BREAKS);

        client.write(members());

        assertThat(ledger.ambiguousCount()).isEqualTo(1);
        assertThat(ledger.acknowledgedCount()).isEqualTo(1);
    }

    @Test
    void anOperationFailsWhenNeitherOfTwoMembersTakesIt() throws InterruptedException {
        cluster.manners.put(M1, Manner.REFUSES);
        cluster.manners.put(M2, Manner.REFUSES);

        client.write(members());

        assertThat(ledger.failedCount()).isEqualTo(1);
        assertThat(cluster.store(M3)).isEmpty();
    }

    @Test
    void aMemberThatErredIsTriedLastForAWhile() throws InterruptedException {
        cluster.manners.put(M1, Manner.STORES_AND_BREAKS);

        write(3);
        assertThat(ledger.ambiguousCount()).isEqualTo(1);

        clock.pause(Duration.ofSeconds(4));
        client.write(members());
        assertThat(ledger.ambiguousCount()).isEqualTo(2);
    }

    @Test
    void noMoreIsWrittenThanTheRunMay() throws InterruptedException {
        write(9);

        assertThat(ledger.acknowledgedCount()).isEqualTo(6);
    }

    @Test
    void withoutMembersNothingIsTried() throws InterruptedException {
        client.write(List.of());

        assertThat(ledger.failedCount()).isZero();
        assertThat(ledger.begin(6)).contains(0);
    }

    private void write(int times) throws InterruptedException {
        for (int i = 0; i < times; i++) {
            client.write(members());
        }
    }

    private ReadBack.Checked readBack() throws InterruptedException {
        return new ReadBack(cluster, ledger).all(members());
    }
}
