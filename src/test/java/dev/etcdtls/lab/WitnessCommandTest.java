package dev.etcdtls.lab;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What the witnesses print is what the tests read, field by field. */
final class WitnessCommandTest {

    @Test
    void aLostObjectAndALostEventAreRead() {
        ApiLoadCounts counts = WitnessCommand.read("""
                {"created": 40, "failed": 1, "ambiguous": 2, "secondAttempts": 3, "lists": 4, "failedLists": 0,
                 "from": "", "to": "", "perSecond": 4.9, "perKind": {"secrets": 13}, "longestStallMs": 250,
                 "longestStallAt": "", "slowestMs": 20, "toldByWatch": 38, "toldByList": 1, "toldTwice": 0,
                 "watchesOpened": 3, "watchesExpired": 1, "watchesOpen": 3, "verified": true, "lostObjects": 1,
                 "lostEvents": 1, "lostNames": ["k1-1-0000000010"], "apiservers": []}
                """, ApiLoadCounts.class);
        assertThat(counts.lostObjects()).isEqualTo(1);
        assertThat(counts.lostEvents()).isEqualTo(1);
        assertThat(counts.lostNames()).containsExactly("k1-1-0000000010");
        assertThat(counts.watchesOpen()).isEqualTo(3);
        assertThat(counts.perKind()).containsEntry("secrets", 13);
    }

    @Test
    void missedEchoesAreReadForEachTarget() {
        PodCounts counts = WitnessCommand.read("""
                {"sent": 20, "answered": 19, "missed": 1, "targets":
                  {"n2": {"sent": 20, "answered": 19, "missed": 1, "longestGapMs": 210, "longestGapAt": "t"}}}
                """, PodCounts.class);
        assertThat(counts.missed()).isEqualTo(1);
        assertThat(counts.targets().get("n2")).isEqualTo(new PodCounts.Target(20, 19, 1, 210, "t"));
    }
}
