package dev.etcdtls.simulation;

import dev.etcdtls.config.EtcdSettings;
import dev.etcdtls.model.Quorum;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * L3: whenever all members serve, any one of them may crash. The others then hold quorum over links that work in both directions, and the
 * crashed one comes back with the files that lie on its disk at that moment and is found by the others.
 */
final class CrashLaw {
    private final SimulatedCluster cluster;

    CrashLaw(SimulatedCluster cluster) {
        this.cluster = cluster;
    }

    List<String> afterEffect() {
        List<SimulatedMember> voters = voters();
        List<String> broken = new ArrayList<>();
        if (voters.stream().allMatch(member -> member.ready)) {
            for (SimulatedMember member : voters) {
                crash(member, voters).ifPresent(broken::add);
            }
        }
        return broken;
    }

    private Optional<String> crash(SimulatedMember member, List<SimulatedMember> voters) {
        SimulatedMember.Process running = member.process.orElseThrow();
        List<SimulatedMember> rest =
                voters.stream().filter(other -> other != member).toList();
        int needed = new Quorum(voters.size()).size();
        if (voters.size() > 2 && rest.stream().noneMatch(other -> bothWays(other, rest) + 1 >= needed)) {
            return Optional.of("L3: without " + member.name + " the others hold no quorum in both directions");
        }
        try {
            return comesBack(member, rest, needed);
        } finally {
            member.process = Optional.of(running);
        }
    }

    private Optional<String> comesBack(SimulatedMember member, List<SimulatedMember> rest, int needed) {
        EtcdSettings settings = member.host.onNextStart();
        Optional<String> failure = new StartCheck(member.host, settings).failureOfFiles();
        if (failure.isPresent()) {
            return Optional.of("L3: " + member.name + " would not come back from a crash: " + failure.get());
        }
        member.process = Optional.of(member.processNow(cluster.now()));
        return bothWays(member, rest) + 1 >= needed
                ? Optional.empty()
                : Optional.of("L3: " + member.name + " would come back from a crash and not be reached by the others");
    }

    private long bothWays(SimulatedMember member, List<SimulatedMember> others) {
        return others.stream()
                .filter(other -> other != member)
                .filter(other -> cluster.network.canDial(member, other) && cluster.network.canDial(other, member))
                .count();
    }

    private List<SimulatedMember> voters() {
        return cluster.network.members.values().stream()
                .filter(member -> !member.learner)
                .toList();
    }
}
