package dev.etcdtls.simulation;

import dev.etcdtls.model.Quorum;
import java.util.List;
import java.util.Optional;

/** L1: no serving member is taken out of service unless quorum holds without it, and no leader while it leads. */
final class QuorumLaw {
    private final SimulatedCluster cluster;
    private boolean outageAccepted;

    QuorumLaw(SimulatedCluster cluster) {
        this.cluster = cluster;
    }

    void acceptOutage(boolean accepted) {
        outageAccepted = accepted;
    }

    /** A member that does not serve may be restarted at any time: that is a repair. */
    Optional<String> beforeStop(SimulatedMember member) {
        if (!isServing(member) || member.learner) {
            return Optional.empty();
        }
        if (voters().size() <= 2) {
            return outageAccepted
                    ? Optional.empty()
                    : Optional.of("L1: an outage that nobody accepted: " + member.name + " has no redundancy");
        }
        if (cluster.network.leads(member)) {
            return Optional.of("L1: " + member.name + " leads and is restarted");
        }
        return holdsWithout(member) ? Optional.empty() : Optional.of("L1: quorum does not hold without " + member.name);
    }

    /** With three members and more there is a leader at all times, because at most one is out of service. */
    Optional<String> afterEffect() {
        return voters().size() <= 2 || cluster.network.raft.leader.isPresent()
                ? Optional.empty()
                : Optional.of("L1: no member leads");
    }

    private boolean holdsWithout(SimulatedMember gone) {
        List<SimulatedMember> rest = voters().stream()
                .filter(member -> member != gone && isServing(member))
                .toList();
        int needed = new Quorum(voters().size()).size();
        return rest.stream()
                .anyMatch(member -> rest.stream()
                                .filter(other -> other == member || cluster.network.linked(member, other))
                                .count()
                        >= needed);
    }

    private boolean isServing(SimulatedMember member) {
        return member.ready && cluster.network.knowsLeader(member);
    }

    private List<SimulatedMember> voters() {
        return cluster.network.members.values().stream()
                .filter(member -> !member.learner)
                .toList();
    }
}
