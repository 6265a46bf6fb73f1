package dev.etcdtls.engine.proof;

import java.time.Duration;

/**
 * How the proof writer works.
 *
 * @param clients that write beside each other, each beginning at another member
 * @param interval between two operations of one client while members are disturbed
 * @param quietInterval between two operations otherwise
 * @param patience without an answer before the next member is tried
 * @param attempt deadline of one attempt
 * @param stallBudget the longest stall that is tolerated
 * @param keys in the fixed set that is written to, over and over
 * @param writes at most, in a run
 */
public record ProofSettings(
        int clients,
        Duration interval,
        Duration quietInterval,
        Duration patience,
        Duration attempt,
        Duration stallBudget,
        int keys,
        int writes) {
    /** 15 writes a second while members are disturbed; a key is written again after four and a half minutes at the soonest. */
    public static final ProofSettings DEFAULT = new ProofSettings(
            3,
            Duration.ofMillis(200),
            Duration.ofSeconds(10),
            Duration.ofMillis(300),
            Duration.ofSeconds(3),
            Duration.ofSeconds(1),
            4_096,
            50_000);

    /** The same with another budget. */
    public ProofSettings withStallBudget(Duration other) {
        return new ProofSettings(clients, interval, quietInterval, patience, attempt, other, keys, writes);
    }
}
