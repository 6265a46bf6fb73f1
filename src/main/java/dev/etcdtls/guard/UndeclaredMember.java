package dev.etcdtls.guard;

import dev.etcdtls.inventory.HostEntry;
import dev.etcdtls.inventory.Inventory;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.HostName;
import dev.etcdtls.model.Problem;
import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.observation.MemberObservation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A member that would be left out: the membership and the inventory must name the same members. A cluster of which one member stays
 * plaintext breaks when the others demand TLS.
 */
final class UndeclaredMember {
    private UndeclaredMember() {}

    static List<Problem> problems(Inventory inventory, ClusterObservation seen) {
        List<Problem> problems = new ArrayList<>();
        Set<HostName> taken = new HashSet<>();
        for (MemberObservation member : seen.members()) {
            if (member.host().isPresent() && !taken.add(member.host().get())) {
                problems.add(new Problem(
                        ErrorCode.UNSUPPORTED_CLUSTER,
                        Place.of(member.host().get()),
                        "two members of the cluster run on this host",
                        "move one of them to a host of its own; one member a host is what is supported"));
            }
        }
        List<HostName> free = inventory.memberHosts().stream()
                .map(HostEntry::name)
                .filter(host -> !taken.contains(host))
                .toList();
        if (free.isEmpty()) {
            // A learner is told as such, and promoting or removing it comes first.
            seen.members().stream()
                    .filter(member -> member.host().isEmpty() && !member.learner())
                    .forEach(member -> problems.add(notInInventory(member)));
        }
        for (HostName host : free) {
            if (seen.facts(host).isPresent() && seen.service(host).isEmpty()) {
                problems.add(noEtcd(host));
            } else if (seen.service(host).isPresent() && allSeated(seen)) {
                problems.add(otherCluster(host));
            }
        }
        return problems;
    }

    private static boolean allSeated(ClusterObservation seen) {
        return !seen.members().isEmpty()
                && seen.members().stream().allMatch(member -> member.host().isPresent());
    }

    private static Problem notInInventory(MemberObservation member) {
        return new Problem(
                ErrorCode.INVENTORY_INCOMPLETE,
                Place.of(member),
                "no host of the inventory runs member " + member.name() + " (" + member.id() + ")",
                "add its host with member: true to the inventory");
    }

    private static Problem noEtcd(HostName host) {
        return new Problem(
                ErrorCode.INVENTORY_INVALID,
                Place.of(host),
                "the inventory says that " + host
                        + " carries a member, and no etcd unit that can start was found there (a masked one cannot)",
                "say member: false for it, name the right host, or systemctl unmask the unit");
    }

    private static Problem otherCluster(HostName host) {
        return new Problem(
                ErrorCode.INVENTORY_INVALID,
                Place.of(host),
                "the etcd of " + host + " is not a member of this cluster",
                "say member: false for it, or take the host out of the inventory");
    }
}
