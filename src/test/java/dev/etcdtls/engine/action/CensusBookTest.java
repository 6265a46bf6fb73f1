package dev.etcdtls.engine.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.etcdtls.inventory.Balancer;
import dev.etcdtls.inventory.ConsumerEntry;
import dev.etcdtls.model.Authority;
import dev.etcdtls.model.BalancerName;
import dev.etcdtls.model.ConsumerName;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.HostName;
import dev.etcdtls.model.Problem;
import dev.etcdtls.model.UnitName;
import dev.etcdtls.port.CensusTaker.ClientConnection;
import dev.etcdtls.port.CensusTaker.Speech;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CensusBookTest {
    private final CensusBook book = new CensusBook(
            new DeclaredConsumers(List.of(new ConsumerEntry(
                    new ConsumerName("workload"),
                    ConsumerEntry.Kind.SELF_MOVING,
                    new HostName("w1"),
                    Optional.of(new UnitName("workload.service")),
                    List.of(),
                    new ConsumerEntry.Behaviour(Optional.empty(), false)))),
            Speech.TLS);

    @Test
    void aClientThatDialsEveryMemberIsToldOnce() {
        assertThat(book.enter(List.of(
                        workload("198.51.100.11:2379", 40_001, Speech.PLAINTEXT),
                        workload("198.51.100.12:2379", 40_002, Speech.PLAINTEXT))))
                .containsExactly("consumer workload (writer/109 of workload.service on w1 from 198.51.100.50"
                        + " to 198.51.100.11:2379, 198.51.100.12:2379)");
    }

    /** A cron job makes a process for each request. */
    @Test
    void aClientThatComesInManyProcessesIsToldOnce() {
        assertThat(book.enter(List.of(
                        stranger("etcdctl/7", 50_001, Speech.PLAINTEXT),
                        stranger("etcdctl/9", 50_002, Speech.PLAINTEXT))))
                .containsExactly("undeclared: etcdctl, several processes, of cron.service on m1 from 127.0.0.1 to"
                        + " 127.0.0.1:2379");
        assertThat(book.undeclared()).hasSize(1);
    }

    @Test
    void silenceCountsUntilTheConnectionWasSeenSpeakingTls() {
        assertThat(book.enter(List.of(stranger("probe/3", 50_001, Speech.SILENT))))
                .containsExactly(
                        "undeclared: probe/3 of cron.service on m1 from 127.0.0.1 to 127.0.0.1:2379, silent so far");
        assertThat(book.enter(List.of(stranger("probe/3", 50_001, Speech.TLS)))).isEmpty();
        assertThat(book.enter(List.of(stranger("probe/3", 50_001, Speech.SILENT))))
                .isEmpty();
    }

    @Test
    void plaintextFromTheSamePortIsAnotherConnection() {
        book.enter(List.of(stranger("probe/3", 50_001, Speech.TLS)));

        assertThat(book.enter(List.of(stranger("probe/3", 50_001, Speech.PLAINTEXT))))
                .hasSize(1);
        assertThat(book.enter(List.of(stranger("probe/3", 50_001, Speech.SILENT))))
                .hasSize(1);
    }

    /** A health check of TCP says nothing in any language, and goes on after plaintext is closed. */
    @Test
    void aKnockIsToldAndHoldsNobodyUp() {
        assertThat(book.enter(List.of(stranger("", 50_001, Speech.KNOCK), stranger("", 50_002, Speech.KNOCK))))
                .isEmpty();
        assertThat(book.knocks())
                .containsExactly(
                        "an unknown process of cron.service on m1 from 127.0.0.1 to 127.0.0.1:2379, without a word");
    }

    @Test
    void aHealthCheckOverHttpIsPlaintextAndSaysWhatItIs() {
        assertThat(book.enter(List.of(stranger("", 50_001, Speech.HEALTH_CHECK))))
                .containsExactly("undeclared: an unknown process of cron.service on m1 from 127.0.0.1 to"
                        + " 127.0.0.1:2379, asking for /health: a health check");
        assertThat(new CensusBook(new DeclaredConsumers(List.of()), Speech.PLAINTEXT)
                        .enter(List.of(stranger("", 50_001, Speech.HEALTH_CHECK))))
                .isEmpty();
    }

    /** Clients may come through a balancer: only its own question is its. */
    @Test
    void theHealthCheckOfADeclaredBalancerIsToldByItsName() {
        Balancer lb = new Balancer(new BalancerName("lb"), List.of("198.51.100.8"), Balancer.Check.HTTP);
        CensusBook balanced = new CensusBook(
                new DeclaredConsumers(List.of()), new DeclaredBalancers(List.of(lb), "HTTP:2381/health"), Speech.TLS);

        assertThat(balanced.enter(List.of(
                        from("::ffff:198.51.100.8", Speech.HEALTH_CHECK), from("198.51.100.8", Speech.PLAINTEXT))))
                .containsExactly(
                        "balancer lb (an unknown process from [::ffff:198.51.100.8] to 198.51.100.11:2379, asking for"
                                + " /health: a health check)",
                        "undeclared: through balancer lb (an unknown process from 198.51.100.8 to 198.51.100.11:2379)");
        assertThat(CensusWords.TO_TLS.timedOut(balanced, Duration.ofMinutes(5)))
                .extracting(Problem::code, Problem::nextAction)
                .contains(tuple(
                        ErrorCode.CENSUS_TIMED_OUT,
                        "its owner sets its check to HTTP:2381/health, or to TCP on the client port; then resume: every"
                                + " member answers both until then"));
        assertThat(balanced.enter(List.of(from("198.51.100.8", Speech.KNOCK)))).isEmpty();
        assertThat(balanced.asking()).isEmpty();
    }

    private static ClientConnection from(String address, Speech speech) {
        String host = address.contains(":") ? "[" + address + "]" : address;
        return new ClientConnection(
                Authority.parse("198.51.100.11:2379"), new Authority(host, 50_000), speech, "", "", "");
    }

    /** A consumer that moves in the middle of a window leaves connections that no process holds any more. */
    @Test
    void aConnectionThatEndsKeepsTheNameOfItsClient() {
        ClientConnection before = workload("198.51.100.11:2379", 40_001, Speech.PLAINTEXT);
        book.enter(List.of(before));

        assertThat(book.enter(List.of(new ClientConnection(
                        before.local(), before.remote(), Speech.PLAINTEXT, "", "", before.where()))))
                .containsExactly("consumer workload (writer/109 of workload.service on w1 from 198.51.100.50"
                        + " to 198.51.100.11:2379)");
    }

    @Test
    void aConsumerIsAwaitedUntilItWasSeenSpeakingTls() {
        assertThat(book.notYetSeenMoved()).containsExactly(new ConsumerName("workload"));

        book.enter(List.of(workload("198.51.100.11:2379", 40_001, Speech.TLS)));

        assertThat(book.notYetSeenMoved()).isEmpty();
    }

    private static ClientConnection workload(String to, int port, Speech speech) {
        return new ClientConnection(
                Authority.parse(to),
                new Authority("198.51.100.50", port),
                speech,
                "writer/109",
                "workload.service",
                "w1");
    }

    private static ClientConnection stranger(String process, int port, Speech speech) {
        return new ClientConnection(
                Authority.parse("127.0.0.1:2379"),
                new Authority("127.0.0.1", port),
                speech,
                process,
                "cron.service",
                "m1");
    }
}
