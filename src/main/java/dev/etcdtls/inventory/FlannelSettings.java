package dev.etcdtls.inventory;

import java.time.Duration;

/**
 * How the nodes of flannel are moved.
 *
 * @param canary how many nodes go first, alone
 * @param wave how many go together after that
 * @param pause between two waves
 * @param failures how many nodes may fail before it stops; the canaries may not
 */
public record FlannelSettings(int canary, WaveSize wave, Duration pause, int failures) {
    public static final FlannelSettings DEFAULT =
            new FlannelSettings(1, new WaveSize.Percent(25), Duration.ofSeconds(30), 0);

    public FlannelSettings {
        if (canary < 1) {
            throw new IllegalArgumentException("at least one node goes first, not " + canary);
        }
        if (failures < 0) {
            throw new IllegalArgumentException("a budget of failures cannot be " + failures);
        }
    }
}
