package dev.etcdtls.guard;

import dev.etcdtls.model.ClientUrl;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.Problem;
import dev.etcdtls.observation.ClusterObservation;
import java.util.List;

/** Clients without a member to go to: etcd's clients take one scheme for all endpoints, so every member serves TLS before any of them moves. */
final class PlaintextOnly {
    private PlaintextOnly() {}

    static List<Problem> problems(ClusterObservation seen) {
        return SeatedMember.all(seen).stream()
                .filter(seat -> seat.running().listenClientUrls().stream().noneMatch(ClientUrl::isHttps))
                .map(seat -> new Problem(
                        ErrorCode.GATE_FAILED,
                        Place.of(seat.member()),
                        "member " + seat.member().name() + " does not serve TLS to clients yet",
                        "it must accept TLS first: run etcd-tls plan again"))
                .toList();
    }
}
