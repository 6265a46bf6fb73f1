package dev.etcdtls.guard;

import dev.etcdtls.model.ClientUrl;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.Problem;
import dev.etcdtls.observation.ClusterObservation;
import java.util.List;

/** Keys taken from consumers while a member still serves TLS: one of them may be using its own. */
public final class ServedTls {
    private ServedTls() {}

    /** Whether some member serves TLS to clients, or would after a restart. */
    public static boolean anywhere(ClusterObservation seen) {
        return SeatedMember.all(seen).stream().anyMatch(ServedTls::serves);
    }

    static List<Problem> problems(ClusterObservation seen) {
        return SeatedMember.all(seen).stream()
                .filter(ServedTls::serves)
                .map(seat -> new Problem(
                        ErrorCode.PENDING_CHANGES,
                        Place.of(seat.host()),
                        "the etcd of " + seat.host()
                                + " serves TLS, or would after a restart, and a consumer may use its certificate",
                        "accept is reverted first: make a new revert"))
                .toList();
    }

    private static boolean serves(SeatedMember seat) {
        return seat.running().listenClientUrls().stream().anyMatch(ClientUrl::isHttps)
                || seat.service().onNextStart().listenClientUrls().stream().anyMatch(ClientUrl::isHttps);
    }
}
