package dev.etcdtls.plan;

import dev.etcdtls.guard.SeatedMember;
import dev.etcdtls.inventory.ConsumerEntry;
import dev.etcdtls.inventory.Inventory;
import dev.etcdtls.model.ClientUrl;
import dev.etcdtls.model.Problem;
import dev.etcdtls.model.UnitName;
import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.observation.HostFacts;
import dev.etcdtls.observation.HostObservation;
import dev.etcdtls.observation.MemberStatus;
import dev.etcdtls.observation.Sight;
import dev.etcdtls.step.Disruption;
import dev.etcdtls.step.Step;
import dev.etcdtls.step.Target;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What the reviewer must know beside the steps: what is disturbed, who must move, and what stays a risk. */
final class Notices {
    private Notices() {}

    static List<String> of(Situation situation, ClusterObservation seen, List<Step> steps) {
        if (steps.isEmpty()) {
            return List.of();
        }
        List<String> notices = new ArrayList<>();
        outages(seen, steps, notices);
        dependents(seen, steps, notices);
        unseen(situation.inventory(), seen, notices);
        consumers(situation, seen, steps, notices);
        notices.addAll(BalancerNotices.of(situation, seen, steps));
        notices.addAll(ConsumersFound.of(situation.inventory(), seen, steps));
        ports(situation, seen, steps, notices);
        ownKeys(seen, steps, notices);
        risks(situation, seen, steps, notices);
        return List.copyOf(notices);
    }

    static void outages(ClusterObservation seen, List<Step> steps, List<String> notices) {
        boolean none = seen.quorum().hasNoRedundancy();
        long outages = steps.stream()
                .filter(step -> Disruption.of(step, none) == Disruption.OUTAGE)
                .count();
        if (outages > 0) {
            notices.add("OUTAGE: the cluster is away " + outages + (outages == 1 ? " time" : " times")
                    + ", for about 2 to 10 seconds each: it has no member to spare");
        }
    }

    static void dependents(ClusterObservation seen, List<Step> steps, List<String> notices) {
        boolean none = seen.quorum().hasNoRedundancy();
        Set<String> restarted = steps.stream()
                .filter(step -> Disruption.of(step, none) != Disruption.NONE)
                .map(Step::what)
                .collect(Collectors.toSet());
        for (SeatedMember seat : SeatedMember.all(seen)) {
            List<UnitName> dependents = seat.service().unit().dependents();
            if (restarted.contains(seat.member().name().value()) && !dependents.isEmpty()) {
                notices.add("RESTARTS AS WELL, each time that etcd on " + seat.host() + " does: "
                        + dependents.stream().map(UnitName::toString).collect(Collectors.joining(", "))
                        + "; systemd takes along what requires, binds to or is part of "
                        + seat.service().unit().name());
            }
        }
    }

    /** A host of clients that is down is not forgotten: the census waits for its consumers. */
    static void unseen(Inventory inventory, ClusterObservation seen, List<String> notices) {
        for (HostObservation host : seen.hosts()) {
            if (!host.clientsOnly() || !(host.sight() instanceof Sight.Unseen<HostFacts>(Problem reason))) {
                continue;
            }
            String consumers = inventory.consumers().stream()
                    .filter(consumer -> consumer.host().equals(host.host()))
                    .map(consumer -> consumer.name().toString())
                    .collect(Collectors.joining(", "));
            notices.add("NOT SEEN: host " + host.host() + " (" + reason.summary() + "): "
                    + (consumers.isEmpty()
                            ? "it carries no declared consumer, and the steps go on without it"
                            : "the steps go on without it, and plaintext is not closed before " + consumers
                                    + " on it was seen to have moved"));
        }
    }

    private static void consumers(
            Situation situation, ClusterObservation seen, List<Step> steps, List<String> notices) {
        boolean census = steps.stream().anyMatch(step -> step instanceof Step.TakeCensus);
        if (!census) {
            return;
        }
        ClusterObservation accepted = seen;
        for (Step step : steps.stream()
                .takeWhile(each -> !(each instanceof Step.TakeCensus))
                .toList()) {
            accepted = Prediction.after(accepted, step);
        }
        String endpoints = Targets.all(situation, accepted).stream()
                .sorted(Comparator.comparing(Target::name))
                .map(target -> "https://" + target.dial().host() + ":"
                        + situation.extraPort().orElse(target.dial().port()))
                .collect(Collectors.joining(","));
        notices.add("clients move to TLS after accept and before enforce, each with all its endpoints at once, to "
                + endpoints);
        for (ConsumerEntry consumer : situation.inventory().consumers()) {
            notices.add("consumer " + consumer.name() + " on " + consumer.host()
                    + " must have moved before plaintext is closed"
                    + (consumer.behaviour().syncsEndpoints()
                            ? "; it asks etcd for its endpoints and would get plaintext ones until enforce: its move turns that off"
                            : ""));
        }
        ConsumerNotices.settings(situation, accepted, steps, notices);
        notices.addAll(DeclaredInVain.notices(situation.inventory()));
    }

    private static void ports(Situation situation, ClusterObservation seen, List<Step> steps, List<String> notices) {
        boolean accepts = steps.stream().anyMatch(step -> step instanceof Step.AcceptTls);
        if (accepts && situation.strategy() == Strategy.EXTRA_PORT) {
            int extra = situation.inventory().tuning().ports().extra();
            String usual = Targets.all(situation, seen).stream()
                    .map(target -> Integer.toString(target.dial().port()))
                    .distinct()
                    .collect(Collectors.joining(", "));
            notices.add("TLS has port " + extra + " of its own from accept on, beside plaintext on " + usual
                    + ": these members lose plaintext gRPC when both share a port; from enforce on " + usual
                    + " speaks TLS as well, clients may stay on " + extra + " or go back, and closing " + extra
                    + " is a later plan");
        }
    }

    static void ownKeys(ClusterObservation seen, List<Step> steps, List<String> notices) {
        boolean none = seen.quorum().hasNoRedundancy();
        if (steps.stream().anyMatch(step -> Disruption.of(step, none) != Disruption.NONE)) {
            notices.add(
                    "apply writes small keys of its own below /etcd-tls/ while it runs, about 15 a second around each restart,"
                            + " to see that no write is lost; it removes them at its end");
        }
    }

    private static void risks(Situation situation, ClusterObservation seen, List<Step> steps, List<String> notices) {
        Inventory inventory = situation.inventory();
        if (steps.stream().anyMatch(step -> step instanceof Step.EnforceTls)) {
            notices.add(
                    "RISK: any client certificate of this CA has full access to etcd unless RBAC is on in etcd; see who may ask the issuer for one");
        }
        inventory
                .names()
                .keepPlaintext()
                .forEach(address -> notices.add("RISK: http://" + address
                        + " stays plaintext by the inventory: every local user of that host has full access to etcd"));
        for (SeatedMember seat : SeatedMember.all(seen)) {
            seat.running().listenMetricsUrls().stream()
                    .filter(url -> !url.isHttps())
                    .map(ClientUrl::toString)
                    .forEach(url -> notices.add(
                            "metrics and health of " + seat.member().name() + " stay readable in plaintext at " + url));
        }
        if (steps.stream().anyMatch(step -> step instanceof Step.TakeSnapshot)) {
            notices.add(
                    "the snapshot in the run folder holds everything that is in etcd, every Kubernetes Secret included");
        }
        TreeSet<String> untried = SeatedMember.all(seen).stream()
                .flatMap(seat -> seat.member().status().seen().map(MemberStatus::version).stream())
                .filter(version -> version.isAtLeast(3, 6, 0))
                .map(Object::toString)
                .collect(Collectors.toCollection(TreeSet::new));
        untried.forEach(
                version -> notices.add(
                        "etcd " + version
                                + ": its behaviour was read in its source and not tried by this release; try the plan on a copy first"));
    }
}
