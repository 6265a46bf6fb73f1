package dev.etcdtls.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etcdtls.consumer.FlannelNode.Standing;
import dev.etcdtls.inventory.FlannelSettings;
import dev.etcdtls.inventory.WaveSize;
import dev.etcdtls.model.ConsumerName;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FlannelWavesTest {
    /** canary | wave | nodes (n to move, N moved, - unseen; numbered by place) | waves. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "nothing", textBlock = """
        1 | 2    | nnnnn    | wave-1: n1; wave-2: n2 n3; wave-3: n4 n5
        1 | 25%  | nnnnn    | wave-1: n1; wave-2: n2 n3; wave-3: n4 n5
        1 | 25%  | nnnn     | wave-1: n1; wave-2: n2; wave-3: n3; wave-4: n4
        1 | 100% | nnnnn    | wave-1: n1; wave-2: n2 n3 n4 n5
        2 | 10   | nnnnn    | wave-1: n1 n2; wave-2: n3 n4 n5
        1 | 2    | n        | wave-1: n1
        3 | 2    | nn       | wave-1: n1 n2
        1 | 2    | Nnnnn    | wave-2: n2 n3; wave-3: n4 n5
        1 | 2    | NNnnn    | wave-2: n3; wave-3: n4 n5
        1 | 2    | NNNnn    | wave-3: n4 n5
        1 | 2    | NNNNN    | nothing
        1 | 2    | n-nnn    | wave-1: n1; wave-2: n3; wave-3: n4 n5
        1 | 2    | n--nn    | wave-1: n1; wave-3: n4 n5
        1 | 2    | -nnnn    | wave-1: n2; wave-2: n3; wave-3: n4 n5
        1 | 2    | ---nn    | wave-1: n4; wave-3: n5
        1 | 2    | -Nnnn    | wave-2: n3; wave-3: n4 n5
        1 | 2    | nNnnn    | wave-1: n1; wave-2: n3; wave-3: n4 n5
        2 | 2    | -nnnn    | wave-1: n2; wave-2: n3 n4; wave-3: n5
        2 | 2    | --nnnn   | wave-1: n3 n4; wave-3: n5 n6
        1 | 2    | -----    | nothing
        """)
    void goesInWavesByPlace(Integer canary, String wave, String nodes, String expected) {
        FlannelSettings settings = new FlannelSettings(canary, WaveSize.parse(wave), Duration.ofSeconds(30), 0);

        assertThat(printed(FlannelWaves.of(settings, nodes(nodes)))).isEqualTo(expected == null ? "" : expected);
    }

    /** After any prefix of the moves the same wave has exactly the rest of its nodes. */
    @Test
    void namesTheSameWavesInEveryRePlanning() {
        FlannelSettings settings = new FlannelSettings(1, new WaveSize.Nodes(3), Duration.ofSeconds(30), 0);
        List<FlannelWave> first = FlannelWaves.of(settings, nodes("nnnnnnnnn"));

        for (int moved = 0; moved <= 9; moved++) {
            int done = moved;
            List<FlannelWave> again = FlannelWaves.of(settings, nodes("N".repeat(moved) + "n".repeat(9 - moved)));

            assertThat(again)
                    .allSatisfy(wave -> assertThat(first).anySatisfy(before -> {
                        assertThat(before.group()).isEqualTo(wave.group());
                        assertThat(before.nodes()).endsWith(wave.nodes().toArray(ConsumerName[]::new));
                    }));
            assertThat(again.stream().mapToInt(wave -> wave.nodes().size()).sum())
                    .isEqualTo(9 - done);
        }
    }

    @Test
    void aBudgetLeavesNobodyBehind() {
        FlannelSettings settings = new FlannelSettings(1, new WaveSize.Nodes(2), Duration.ofSeconds(30), 1);

        assertThat(FlannelWaves.of(settings, nodes("nNn-n")))
                .containsExactly(
                        wave("wave-1", 0, "n1"),
                        wave("wave-2", 1, "n3"),
                        wave("wave-3", 1, "n5"),
                        wave(FlannelWaves.LEFT_BEHIND, 0, "n1", "n3", "n5"));
        assertThat(FlannelWaves.of(settings, nodes("NNNN-"))).isEmpty();
        assertThat(FlannelWaves.unseen(nodes("NNNN-"))).containsExactly(new ConsumerName("n5"));
    }

    @Test
    void withoutABudgetNobodyCanBeLeft() {
        assertThat(FlannelWaves.of(FlannelSettings.DEFAULT, nodes("nnnnnnnn")))
                .containsExactly(
                        wave("wave-1", 0, "n1"),
                        wave("wave-2", 0, "n2", "n3"),
                        wave("wave-3", 0, "n4", "n5"),
                        wave("wave-4", 0, "n6", "n7"),
                        wave("wave-5", 0, "n8"));
    }

    private static FlannelWave wave(String group, Integer tolerance, String... nodes) {
        return new FlannelWave(
                group, Arrays.stream(nodes).map(ConsumerName::new).toList(), tolerance);
    }

    private static List<FlannelNode> nodes(String picture) {
        return IntStream.range(0, picture.length())
                .mapToObj(place -> new FlannelNode(
                        new ConsumerName("n" + (place + 1)),
                        switch (picture.charAt(place)) {
                            case 'n' -> Standing.TO_MOVE;
                            case 'N' -> Standing.MOVED;
                            default -> Standing.UNSEEN;
                        }))
                .toList();
    }

    private static String printed(List<FlannelWave> waves) {
        return waves.stream()
                .map(wave -> wave.group() + ": "
                        + wave.nodes().stream().map(ConsumerName::value).collect(Collectors.joining(" ")))
                .collect(Collectors.joining("; "));
    }
}
