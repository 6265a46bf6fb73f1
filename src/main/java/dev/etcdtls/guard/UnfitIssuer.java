package dev.etcdtls.guard;

import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.Problem;
import dev.etcdtls.observation.IssuerObservation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A run that finds out half-way that the issuer does not issue what is needed. */
final class UnfitIssuer {
    private UnfitIssuer() {}

    static List<Problem> problems(IssuerObservation issuer, Duration wantedTtl) {
        List<Problem> problems = new ArrayList<>(issuer.problems());
        boolean told = problems.stream().anyMatch(problem -> problem.code() == ErrorCode.TTL_CUT);
        Duration longest = issuer.longestTtl();
        if (!told && longest.isPositive() && longest.compareTo(wantedTtl) < 0) {
            problems.add(new Problem(
                    ErrorCode.TTL_CUT,
                    Place.ISSUER,
                    "a lifetime of " + hours(wantedTtl) + " is wanted and the issuer grants at most " + hours(longest),
                    "raise the role's and the mount's max_ttl, or ask for less (issuer.ttl in the inventory)"));
        }
        return problems;
    }

    private static String hours(Duration ttl) {
        return ttl.toHours() + "h" + (ttl.toMinutesPart() == 0 ? "" : ttl.toMinutesPart() + "m");
    }
}
