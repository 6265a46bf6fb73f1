package dev.etcdtls.engine.proof;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts, and what was acknowledged: for each key the number of the last acknowledged operation. Safe for several threads.
 *
 * <p>An attempt that nobody confirmed may take effect later, so a key may hold a later operation than the last acknowledged one, and never
 * an earlier one: a key is written again only long after every attempt on it has ended.
 */
final class ProofLedger {
    private static final String PREFIX = "/etcd-tls/proof/";

    private final String run;
    private final String writer;
    private final int keys;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger acknowledged = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();
    private final AtomicInteger ambiguous = new AtomicInteger();
    private final AtomicInteger open = new AtomicInteger();
    private final Map<Integer, Integer> lastAcknowledged = new ConcurrentSkipListMap<>();
    private final Set<Integer> lost = ConcurrentHashMap.newKeySet();

    /**
     * @param run whose keys these are: a run that lost its lock must not write over, nor remove, what another one wrote
     * @param writer tells this writer's values from those of an earlier one of the same run that did not clean up
     */
    ProofLedger(String run, String writer, int keys) {
        this.run = run;
        this.writer = writer;
        this.keys = keys;
    }

    /** The number of a new operation, or empty when the given number of operations has been made. */
    Optional<Integer> begin(int atMost) {
        int number = next.getAndIncrement();
        return number < atMost ? Optional.of(number) : Optional.empty();
    }

    /** Whether the given number of operations has been made. */
    boolean isSpent(int atMost) {
        return next.get() >= atMost;
    }

    /** Every key of the run begins with it. */
    String prefix() {
        return PREFIX + run + "/";
    }

    String key(int operation) {
        return prefix() + "%04d".formatted(operation % keys);
    }

    String value(int client, int operation) {
        return writer + "/" + client + "/" + operation;
    }

    void attemptBegins() {
        open.incrementAndGet();
    }

    void attemptEnds() {
        open.decrementAndGet();
    }

    int openAttempts() {
        return open.get();
    }

    void acknowledged(int operation) {
        acknowledged.incrementAndGet();
        lastAcknowledged.merge(operation % keys, operation, Math::max);
    }

    void failed() {
        failed.incrementAndGet();
    }

    void ambiguous() {
        ambiguous.incrementAndGet();
    }

    void lost(int operation) {
        lost.add(operation);
    }

    int acknowledgedCount() {
        return acknowledged.get();
    }

    int failedCount() {
        return failed.get();
    }

    int ambiguousCount() {
        return ambiguous.get();
    }

    int lostCount() {
        return lost.size();
    }

    /** The last acknowledged operation of each key at this moment. */
    Map<Integer, Integer> acknowledgedByKey() {
        return new TreeMap<>(lastAcknowledged);
    }

    /** The acknowledged operation that the given one will overwrite. */
    Optional<Integer> overwrittenBy(int operation) {
        return Optional.ofNullable(lastAcknowledged.get(operation % keys));
    }

    /** Whether a value shows that the operation, or a later one of this writer on the same key, is there. */
    boolean shows(Optional<String> value, int operation) {
        return value.filter(text -> text.startsWith(writer + "/"))
                .map(text -> Integer.parseInt(text.substring(text.lastIndexOf('/') + 1)))
                .filter(number -> number >= operation)
                .isPresent();
    }
}
