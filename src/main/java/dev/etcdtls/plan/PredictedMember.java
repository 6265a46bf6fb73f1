package dev.etcdtls.plan;

import dev.etcdtls.config.EtcdSettings;
import dev.etcdtls.model.MemberId;
import dev.etcdtls.model.PeerUrl;
import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.observation.MemberObservation;
import dev.etcdtls.observation.MemberObservation.Membership;
import dev.etcdtls.observation.MemberStatus;
import dev.etcdtls.observation.Sight;
import dev.etcdtls.step.Target;
import java.util.List;
import java.util.Optional;

/** What becomes of a member in the eyes of the cluster. */
final class PredictedMember {
    private PredictedMember() {}

    /** Leadership moved away from the target, if it had it and another voter serves. */
    static ClusterObservation leadershipMoved(ClusterObservation state, MemberId target) {
        Optional<MemberId> next = state.serving().stream()
                .map(MemberObservation::id)
                .filter(id -> !id.equals(target))
                .findFirst();
        if (next.isEmpty() || !state.leader().equals(Optional.of(target))) {
            return state;
        }
        ClusterObservation moved = state;
        for (MemberObservation member : state.members()) {
            if (member.status() instanceof Sight.Seen<MemberStatus>(MemberStatus said)) {
                moved = moved.with(withStatus(
                        member, new MemberStatus(said.version(), next, said.raft(), said.database(), said.errors())));
            }
        }
        return moved;
    }

    static ClusterObservation withPeerUrls(ClusterObservation state, MemberId id, List<PeerUrl> urls) {
        return state.member(id)
                .map(member -> state.with(member.withMembership(
                        new Membership(urls, member.membership().clientUrls()))))
                .orElse(state);
    }

    /** A start publishes the advertised client URLs. */
    static ClusterObservation published(ClusterObservation state, Target target) {
        Optional<EtcdSettings> running = state.service(target.host()).map(service -> service.running());
        return state.member(target.id())
                .flatMap(member -> running.map(settings -> state.with(member.withMembership(
                        new Membership(member.membership().peerUrls(), settings.advertiseClientUrls())))))
                .orElse(state);
    }

    /** A member that did not answer, back on its host and following the leader that the others name. */
    static ClusterObservation serving(ClusterObservation state, Target target) {
        Optional<MemberObservation> silent = state.member(target.id()).filter(member -> !member.isServing());
        Optional<MemberStatus> others = state.serving().stream()
                .flatMap(member -> member.status().seen().stream())
                .findFirst();
        if (silent.isEmpty() || others.isEmpty()) {
            return state;
        }
        MemberObservation member = silent.get();
        return state.with(new MemberObservation(
                member.id(),
                member.name(),
                member.learner(),
                Optional.of(target.host()),
                member.membership(),
                new Sight.Seen<>(others.get())));
    }

    private static MemberObservation withStatus(MemberObservation member, MemberStatus status) {
        return new MemberObservation(
                member.id(),
                member.name(),
                member.learner(),
                member.host(),
                member.membership(),
                new Sight.Seen<>(status));
    }
}
