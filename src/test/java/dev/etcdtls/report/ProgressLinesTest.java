package dev.etcdtls.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etcdtls.event.Event;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressLinesTest {
    private final ProgressLines lines = new ProgressLines(SamplePlan.of(3));

    /** A census looks every minute for up to half an hour: the person reads what has changed. */
    @Test
    void aCensusTellsEverybodyOnceAndThenWhatChanges() {
        assertThat(census("a", "b")).containsExactly("still speaking plaintext:", "  a", "  b");
        assertThat(census("a", "b")).containsExactly("still speaking plaintext: the same");
        assertThat(census("a", "c"))
                .containsExactly(
                        "no longer seen to speak plaintext:",
                        "  b",
                        "speaking plaintext now:",
                        "  c",
                        "still speaking plaintext: 1 of those told before");
        assertThat(census()).containsExactly("nobody seen to speak plaintext for 10 s");
        assertThat(census("b")).containsExactly("still speaking plaintext:", "  b");
    }

    private List<String> census(String... clients) {
        return lines.of(new Event.CensusTaken(List.of(clients), Duration.ofSeconds(10))).stream()
                .map(line -> line.substring(8))
                .toList();
    }
}
