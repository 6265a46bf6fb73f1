package dev.etcdtls.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class HeapLogTest {
    private static final List<String> AT_THE_END = List.of(
            "[4.2s][info][gc,exit] Heap",
            "[4.2s][info][gc,exit]  DefNew     total 78656K, used 20480K [0x00000000f0000000, 0x00000000f5550000)",
            "[4.2s][info][gc,exit]  Tenured    total 174784K, used 10241K [0x00000000f5550000, 0x0000000100000000)",
            "[4.2s][info][gc,exit]   the  space 174784K,   0% used [0x00000000f5550000, 0x0000000100000000)");

    @Test
    void bothGenerationsAtTheEndCountTogether() {
        assertThat(HeapLog.peakMegabytes(AT_THE_END)).isEqualTo(31);
    }

    @Test
    void theMostBeforeACollectionIsThePeak() {
        List<String> lines = new java.util.ArrayList<>(List.of(
                "[0.006s][info][gc] Using Serial",
                "[2.1s][info][gc] GC(0) Pause Young (Allocation Failure) 68M->9M(247M) 8.123ms",
                "[3.1s][info][gc] GC(1) Pause Young (Allocation Failure) 77M->12M(247M) 9.123ms"));
        lines.addAll(AT_THE_END);

        assertThat(HeapLog.peakMegabytes(lines)).isEqualTo(77);
    }
}
