package dev.etcdtls.guard;

import dev.etcdtls.certificate.MemberRequests;
import dev.etcdtls.inventory.Inventory;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.Problem;
import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.observation.IssuerObservation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Everything that must be true before anything is planned. All reasons are told at once, so that the operator comes back once. */
public final class Preflight {
    private Preflight() {}

    public static List<Problem> problems(Inventory inventory, ClusterObservation seen, IssuerObservation issuer) {
        List<Problem> all = new ArrayList<>(ofCluster(inventory, seen));
        all.addAll(ofWork(inventory, seen, issuer));
        return List.copyOf(all);
    }

    /** What the cluster and its hosts lack; asked even when nothing is left to do. */
    public static List<Problem> ofCluster(Inventory inventory, ClusterObservation seen) {
        List<Problem> all = new ArrayList<>();
        all.addAll(UnreachableHost.problems(seen));
        all.addAll(ArmedSwitch.problems(seen));
        List<Problem> undeclared = UndeclaredMember.problems(inventory, seen);
        all.addAll(undeclared);
        all.addAll(without(addresses(undeclared), MemberDown.problems(seen)));
        if (seen.members().isEmpty() && all.isEmpty()) {
            all.add(nobody());
        }
        all.addAll(MembershipDisagreement.problems(seen));
        all.addAll(LearnerPresent.problems(seen));
        all.addAll(AlarmRaised.problems(seen));
        all.addAll(LaggingMember.problems(seen));
        all.addAll(UnsupportedVersion.problems(seen));
        all.addAll(NameClash.problems(seen));
        all.addAll(ForeignTls.problems(seen, MemberRequests.peerName(inventory.cluster())));
        all.addAll(SecondBootstrap.problems(seen));
        all.addAll(PendingChanges.problems(seen));
        all.addAll(ExpiringCertificate.problems(seen));
        return List.copyOf(all);
    }

    /** What is needed only when there is something to do: an issuer that fits, clocks, tools, room, ports. */
    public static List<Problem> ofWork(Inventory inventory, ClusterObservation seen, IssuerObservation issuer) {
        List<Problem> all = new ArrayList<>();
        all.addAll(UnfitIssuer.problems(issuer, inventory.issuer().ttl()));
        all.addAll(OtherCa.problems(seen, issuer));
        all.addAll(ClockSkew.problems(seen, issuer));
        all.addAll(ToolMissing.problems(seen, inventory.issuer().keys()));
        all.addAll(ToolMissing.problemsOfCensus(seen));
        all.addAll(DiskSpace.problems(seen));
        all.addAll(ConsumerStepGuard.ofInventory(inventory, seen));
        all.addAll(QuotaMargin.problems(seen));
        all.addAll(PortInUse.problems(seen, inventory));
        return List.copyOf(all);
    }

    /** A member that no host carries cannot be asked either: that is one reason, not two. */
    private static List<Problem> without(Set<String> addresses, List<Problem> problems) {
        return problems.stream()
                .filter(problem -> !addresses.contains(problem.address()))
                .toList();
    }

    private static Set<String> addresses(List<Problem> problems) {
        return problems.stream().map(Problem::address).collect(Collectors.toSet());
    }

    private static Problem nobody() {
        return new Problem(
                ErrorCode.MEMBER_UNREACHABLE,
                Place.CLUSTER,
                "no member of the cluster answered",
                "see that the hosts with member: true are the right ones and that etcd runs there");
    }
}
