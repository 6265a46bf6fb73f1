package dev.etcdtls.guard;

import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.Problem;
import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.observation.HostFacts;
import dev.etcdtls.observation.HostObservation;
import dev.etcdtls.observation.IssuerObservation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A certificate that is not valid yet, or no more, by the clock of the host that must check it. New certificates are dated back by 30
 * seconds, so that is how far a host's clock may be from the issuer's.
 */
final class ClockSkew {
    static final Duration LIMIT = Duration.ofSeconds(30);

    private static final String REMEDY = "set the clock right (is its time service running?), then go on";

    private ClockSkew() {}

    /** Hosts against the issuer. */
    static List<Problem> problems(ClusterObservation seen, IssuerObservation issuer) {
        List<Problem> problems = new ArrayList<>();
        for (HostObservation host : seen.hosts()) {
            Optional<Duration> ahead = host.sight()
                    .seen()
                    .map(facts -> facts.machine().clockOffset().minus(issuer.clockOffset()));
            ahead.filter(ClockSkew::isTooMuch)
                    .ifPresent(skew -> problems.add(new Problem(
                            ErrorCode.CLOCK_SKEW,
                            Place.of(host.host()),
                            "the clock of " + host.host() + " is " + words(skew) + " the issuer's; 30 s are allowed",
                            REMEDY)));
        }
        return problems;
    }

    /** Hosts among each other. */
    static List<Problem> problems(ClusterObservation seen) {
        Optional<Duration> earliest = seen.hosts().stream()
                .flatMap(host -> host.sight().seen().stream())
                .map(ClockSkew::offset)
                .min(Duration::compareTo);
        List<Problem> problems = new ArrayList<>();
        for (HostObservation host : seen.hosts()) {
            host.sight()
                    .seen()
                    .map(facts -> offset(facts).minus(earliest.orElse(Duration.ZERO)))
                    .filter(ClockSkew::isTooMuch)
                    .ifPresent(skew -> problems.add(new Problem(
                            ErrorCode.CLOCK_SKEW,
                            Place.of(host.host()),
                            "the clock of " + host.host() + " is " + words(skew)
                                    + " that of another host; 30 s are allowed",
                            REMEDY)));
        }
        return problems;
    }

    private static Duration offset(HostFacts facts) {
        return facts.machine().clockOffset();
    }

    private static boolean isTooMuch(Duration skew) {
        return skew.abs().compareTo(LIMIT) > 0;
    }

    private static String words(Duration skew) {
        return skew.abs().toSeconds() + " s " + (skew.isNegative() ? "behind" : "ahead of");
    }
}
