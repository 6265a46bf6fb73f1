package dev.etcdtls.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etcdtls.engine.RunResult;
import dev.etcdtls.journal.JournalEntry;
import dev.etcdtls.model.Outcome;
import dev.etcdtls.plan.Plan;
import dev.etcdtls.port.CensusTaker;
import dev.etcdtls.port.World;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** A client that nobody knew of, and that slept through the census, is refused from then on. */
class RefusedClientScenarioTest {
    private static final String LINE =
            "198.51.100.52: 6 times at m1, m2, m3: tls: first record does not look like a TLS handshake";

    @Test
    void theRunEndsAndSaysWhoWasRefused() {
        Trial trial = Trial.of(new SimulatedCluster(3)).with(refusing());
        Plan plan = trial.plan();

        RunResult result = trial.apply(plan);

        assertThat(result).isInstanceOf(RunResult.Completed.class);
        assertThat(trial.cluster().run().evidence()).containsEntry("refused-clients.txt", LINE + "\n");
        assertThat(trial.cluster().run().journal())
                .filteredOn(JournalEntry.Finished.class::isInstance)
                .map(JournalEntry.Finished.class::cast)
                .filteredOn(entry -> entry.evidence().containsKey("refused since plaintext was closed"))
                .singleElement()
                .satisfies(entry ->
                        assertThat(entry.evidence()).containsEntry("refused since plaintext was closed", LINE));
    }

    @Test
    void aRunThatCutOffNobodySaysNothing() {
        Trial trial = Trial.of(new SimulatedCluster(3));

        assertThat(trial.apply(trial.plan())).isInstanceOf(RunResult.Completed.class);

        assertThat(trial.cluster().run().evidence()).doesNotContainKey("refused-clients.txt");
    }

    private static UnaryOperator<World> refusing() {
        CensusTaker.Rejection refused =
                new CensusTaker.Rejection("198.51.100.52", "tls: first record does not look like a TLS handshake", 2);
        return world -> Mistaken.answers(
                world,
                CensusTaker.class,
                (_, call) -> call.name().equals("rejections")
                        ? new Outcome.Done<>(
                                new CensusTaker.Rejections(Instant.parse("2026-03-01T12:00:00Z"), List.of(refused)))
                        : call.real());
    }
}
