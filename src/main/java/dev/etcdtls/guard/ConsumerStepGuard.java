package dev.etcdtls.guard;

import dev.etcdtls.consumer.ClientPlace;
import dev.etcdtls.inventory.Inventory;
import dev.etcdtls.model.HostName;
import dev.etcdtls.model.Problem;
import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.step.ConsumerStep;
import dev.etcdtls.step.MoveConsumers;
import dev.etcdtls.step.RemoveConsumerCertificates;
import dev.etcdtls.step.StageConsumerCertificates;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What must hold just before a step for consumers. The health of members is not asked for: nothing of theirs is touched. */
final class ConsumerStepGuard {
    private ConsumerStepGuard() {}

    static List<Problem> problems(ConsumerStep step, ClusterObservation seen) {
        Set<HostName> hosts = new LinkedHashSet<>(step.hosts());
        return switch (step) {
            case StageConsumerCertificates _ ->
                StepGuard.join(UnreachableHost.problems(seen, hosts), ofStaging(seen, hosts), ClockSkew.problems(seen));
            case MoveConsumers moves ->
                StepGuard.join(
                        UnreachableHost.problems(seen, hosts),
                        PlaintextOnly.problems(seen),
                        moves.moves().stream()
                                .flatMap(move -> MoveGuard.problems(move, seen).stream())
                                .toList(),
                        ClockSkew.problems(seen));
            case RemoveConsumerCertificates _ ->
                StepGuard.join(UnreachableHost.problems(seen, hosts), ServedTls.problems(seen));
        };
    }

    /** The same of every host that carries a consumer with a certificate, before anything is planned; members' hosts are asked anyway. */
    static List<Problem> ofInventory(Inventory inventory, ClusterObservation seen) {
        Set<HostName> members =
                SeatedMember.all(seen).stream().map(SeatedMember::host).collect(Collectors.toSet());
        Set<HostName> hosts = new LinkedHashSet<>();
        ClientPlace.all(inventory).stream()
                .map(ClientPlace::host)
                .filter(host -> !members.contains(host))
                .forEach(hosts::add);
        return ofStaging(seen, hosts);
    }

    private static List<Problem> ofStaging(ClusterObservation seen, Collection<HostName> hosts) {
        return hosts.stream()
                .flatMap(host -> seen.facts(host).stream()
                        .flatMap(facts ->
                                StepGuard.join(DiskSpace.problems(host, facts), ToolMissing.problemsOfKeys(host, facts))
                                        .stream()))
                .toList();
    }
}
