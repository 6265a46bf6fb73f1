package dev.etcdtls.engine.proof;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Measures how long one client goes without an acknowledgement while it tries. Between two operations in close succession the time counts,
 * as it would for a client that writes all the time; a pause in which nothing is tried does not.
 */
final class StallClock {
    /** How long a gap that is over says something about now. */
    static final Duration RECENT = Duration.ofSeconds(5);

    private final Duration closeSuccession;
    private Optional<Instant> waitingSince = Optional.empty();
    private Optional<Instant> lastAcknowledged = Optional.empty();
    private final Deque<Gap> gaps = new ArrayDeque<>();
    private Duration longest = Duration.ZERO;
    private Duration sinceForgiven = Duration.ZERO;

    /** A gap that is over, and when it was. */
    private record Gap(Instant end, Duration length) {}

    StallClock(Duration closeSuccession) {
        this.closeSuccession = closeSuccession;
    }

    synchronized void tryBegins(Instant now) {
        if (waitingSince.isEmpty()) {
            waitingSince = Optional.of(lastAcknowledged
                    .filter(last -> Duration.between(last, now).compareTo(closeSuccession) <= 0)
                    .orElse(now));
        }
    }

    synchronized void acknowledged(Instant now) {
        close(now);
        waitingSince = Optional.empty();
        lastAcknowledged = Optional.of(now);
    }

    /** Nothing is tried for a while: the gap so far counts, what follows does not. */
    synchronized void rests(Instant now) {
        close(now);
        waitingSince = Optional.empty();
        lastAcknowledged = Optional.empty();
    }

    /** The longest gap, the one that is still open included. */
    synchronized Duration longest(Instant now) {
        return longer(longest, open(now));
    }

    /** The longest gap since it was forgiven last. */
    synchronized Duration longestSinceForgiven(Instant now) {
        return longer(sinceForgiven, open(now));
    }

    /** The longest of the gaps that ended in the last seconds, or are open still. */
    synchronized Duration recent(Instant now) {
        forgetOld(now);
        return gaps.stream().map(Gap::length).reduce(open(now), StallClock::longer);
    }

    /** Counts anew; what was measured stays measured. */
    synchronized void forgive() {
        sinceForgiven = Duration.ZERO;
    }

    private void close(Instant now) {
        Duration gap = open(now);
        longest = longer(longest, gap);
        sinceForgiven = longer(sinceForgiven, gap);
        gaps.addLast(new Gap(now, gap));
        forgetOld(now);
    }

    private void forgetOld(Instant now) {
        while (!gaps.isEmpty() && gaps.getFirst().end().isBefore(now.minus(RECENT))) {
            gaps.removeFirst();
        }
    }

    private Duration open(Instant now) {
        return waitingSince.map(since -> Duration.between(since, now)).orElse(Duration.ZERO);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
