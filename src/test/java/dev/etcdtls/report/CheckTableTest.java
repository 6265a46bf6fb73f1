package dev.etcdtls.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etcdtls.model.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CheckTableTest {
    private static final CheckTable.Check HOLDS = new CheckTable.Check("data: the same", Verdict.pass(), "hash 1");

    /** Who is refused may have no business with etcd: that is for people to judge. */
    @Test
    void whoWasRefusedIsToldAndNothingFailsForIt() {
        CheckTable table = new CheckTable(
                "c1",
                List.of(HOLDS),
                new CheckTable.Refused(
                        Optional.of(Instant.parse("2026-03-01T12:00:00Z")),
                        List.of("198.51.100.52 (w1): 34 times at m1, m2: tls: first record does not look like a TLS"
                                + " handshake")));

        assertThat(table.text()).isEqualTo("""
                  holds    data: the same
                             hash 1

                Refused since 2026-03-01T12:00:00Z:
                  198.51.100.52 (w1): 34 times at m1, m2: tls: first record does not look like a TLS handshake

                Cluster c1: all 1 statements hold.
                """);
        assertThat(table.json(0).get("refused")).asString().contains("198.51.100.52 (w1): 34 times");
    }

    @Test
    void whereNobodyWasRefusedNothingIsSaid() {
        CheckTable table = new CheckTable("c1", List.of(HOLDS), new CheckTable.Refused(Optional.empty(), List.of()));

        assertThat(table.text()).doesNotContain("Refused");
        assertThat(table.json(0).get("refused")).isEqualTo(List.of());
    }
}
