package dev.etcdtls.guard;

import dev.etcdtls.config.EtcdSettings;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.MemberId;
import dev.etcdtls.model.Problem;
import dev.etcdtls.observation.ClusterObservation;
import java.util.List;

/**
 * A member that its peers cannot dial any more: one whose process has no peer certificate loaded gets no answer from an https peer
 * listener. Raft lives on over links that only one side can dial, so the cluster's health would not show it.
 */
final class OneWayPeers {
    private OneWayPeers() {}

    static List<Problem> problems(ClusterObservation seen, MemberId closing) {
        return SeatedMember.all(seen).stream()
                .filter(seat -> !seat.member().id().equals(closing))
                .filter(seat -> !hasPeerFiles(seat.running()))
                .map(seat -> new Problem(
                        ErrorCode.QUORUM_AT_RISK,
                        Place.of(seat.member()),
                        "member " + seat.member().name()
                                + " runs without a peer certificate and could not dial a member that demands one",
                        "it must accept TLS first: run etcd-tls plan again"))
                .toList();
    }

    private static boolean hasPeerFiles(EtcdSettings running) {
        return TlsSettings.FILES.keySet().stream()
                .filter(flag -> flag.startsWith("peer-"))
                .allMatch(flag -> running.get(flag).isPresent());
    }
}
