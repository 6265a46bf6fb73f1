package dev.etcdtls.observation;

import dev.etcdtls.model.ClientUrl;
import dev.etcdtls.model.HostName;
import dev.etcdtls.model.MemberId;
import dev.etcdtls.model.MemberName;
import dev.etcdtls.model.PeerUrl;
import java.util.List;
import java.util.Optional;

/**
 * One entry of the membership, and what the member itself answered.
 *
 * @param host the inventory's host whose etcd answered with this id; absent when none did
 * @param membership URLs as the raft store has them, sorted
 * @param status what the member said of itself, asked at its own endpoint
 */
public record MemberObservation(
        MemberId id,
        MemberName name,
        boolean learner,
        Optional<HostName> host,
        Membership membership,
        Sight<MemberStatus> status) {

    /** URLs of a member in the raft store. */
    public record Membership(List<PeerUrl> peerUrls, List<ClientUrl> clientUrls) {
        public Membership {
            peerUrls = peerUrls.stream().sorted().toList();
            clientUrls = clientUrls.stream().sorted().toList();
        }
    }

    /** Whether the member answered and knows a leader. */
    public boolean isServing() {
        return status.seen().filter(said -> said.leader().isPresent()).isPresent();
    }

    public MemberObservation withMembership(Membership changed) {
        return new MemberObservation(id, name, learner, host, changed, status);
    }
}
