package dev.etcdtls.guard;

import dev.etcdtls.config.EtcdSettings;
import dev.etcdtls.model.ClientUrl;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.PeerUrl;
import dev.etcdtls.model.Problem;
import dev.etcdtls.observation.ClusterObservation;
import java.util.List;

/**
 * A member without certificates among members that demand them: it could not dial one of them, and clients would find no plaintext there.
 * All of enforce is taken back before any of accept.
 */
final class EnforceLeft {
    private EnforceLeft() {}

    static List<Problem> problems(ClusterObservation seen) {
        return SeatedMember.all(seen).stream()
                .filter(seat -> isEnforced(seat))
                .map(seat -> new Problem(
                        ErrorCode.QUORUM_AT_RISK,
                        Place.of(seat.member()),
                        "member " + seat.member().name() + " does not serve plaintext on both planes yet",
                        "enforce is reverted on every member before accept is on any: make a new revert"))
                .toList();
    }

    private static boolean isEnforced(SeatedMember seat) {
        EtcdSettings running = seat.running();
        boolean peers = seat.member().membership().peerUrls().stream().anyMatch(PeerUrl::isHttps)
                || running.listenPeerUrls().stream().anyMatch(PeerUrl::isHttps);
        return peers || running.listenClientUrls().stream().allMatch(ClientUrl::isHttps);
    }
}
