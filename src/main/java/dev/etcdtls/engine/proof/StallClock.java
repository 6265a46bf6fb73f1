package dev.etcdtls.engine.proof;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Measures how long one client goes without an acknowledgement while it tries. Between two operations in close succession the time counts,
 * as it would for a client that writes all the time; a pause in which nothing is tried does not.
 */
final class StallClock {
    private final Duration closeSuccession;
    private Optional<Instant> waitingSince = Optional.empty();
    private Optional<Instant> lastAcknowledged = Optional.empty();
    private Duration longest = Duration.ZERO;

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
        longest = longest(now);
        waitingSince = Optional.empty();
        lastAcknowledged = Optional.of(now);
    }

    /** Nothing is tried for a while: the gap so far counts, what follows does not. */
    synchronized void rests(Instant now) {
        longest = longest(now);
        waitingSince = Optional.empty();
        lastAcknowledged = Optional.empty();
    }

    /** The longest gap, the one that is still open included. */
    synchronized Duration longest(Instant now) {
        return waitingSince
                .map(since -> Duration.between(since, now))
                .filter(open -> open.compareTo(longest) > 0)
                .orElse(longest);
    }
}
