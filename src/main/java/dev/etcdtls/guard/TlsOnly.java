package dev.etcdtls.guard;

import dev.etcdtls.model.ClientUrl;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.Problem;
import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.step.Phase;
import dev.etcdtls.step.TakeTlsCensus;
import java.util.List;

/** Clients without a member to go back to: every member serves plaintext before any TLS listener of accept is taken away. */
final class TlsOnly {
    private TlsOnly() {}

    static List<Problem> problems(ClusterObservation seen, TakeTlsCensus census) {
        if (census.before() != Phase.WITHDRAW) {
            return List.of();
        }
        return SeatedMember.all(seen).stream()
                .filter(seat -> seat.running().listenClientUrls().stream().allMatch(ClientUrl::isHttps))
                .map(seat -> new Problem(
                        ErrorCode.GATE_FAILED,
                        Place.of(seat.member()),
                        "member " + seat.member().name() + " does not serve plaintext to clients yet",
                        "enforce is reverted on every member first: make a new revert"))
                .toList();
    }
}
