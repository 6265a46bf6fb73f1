package dev.etcdtls.plan;

import dev.etcdtls.config.EtcdSettings;
import dev.etcdtls.guard.MetricsListener;
import dev.etcdtls.guard.SeatedMember;
import dev.etcdtls.inventory.Balancer;
import dev.etcdtls.inventory.Inventory;
import dev.etcdtls.model.ClientUrl;
import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.step.RevertAccept;
import dev.etcdtls.step.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What becomes of the health checks of load balancers: their owners change them, the tool never does. */
final class BalancerNotices {
    private BalancerNotices() {}

    static List<String> of(Situation situation, ClusterObservation seen, List<Step> steps) {
        List<Balancer> balancers = situation.inventory().tuning().clients().balancers();
        if (balancers.isEmpty() || steps.stream().noneMatch(BalancerNotices::concerns)) {
            return List.of();
        }
        ClusterObservation accepted = accepted(seen, steps);
        List<String> notices = new ArrayList<>(listeners(seen, accepted));
        String check = MetricsListener.check(settings(accepted), situation.inventory());
        balancers.forEach(balancer -> notices.add(name(balancer) + " " + words(balancer.check(), check)));
        return notices;
    }

    /** On the way back the listener for health goes with accept. */
    static List<String> ofReversal(Inventory inventory, ClusterObservation seen, List<Step> steps) {
        List<Balancer> balancers = inventory.tuning().clients().balancers();
        if (balancers.isEmpty() || steps.stream().noneMatch(BalancerNotices::takesListener)) {
            return List.of();
        }
        String check = MetricsListener.check(settings(seen), inventory);
        return balancers.stream()
                .map(balancer -> name(balancer) + " may ask " + check + ", which goes in withdraw: after reopen and"
                        + " before withdraw its owner sets its check back to the client port; the tool never edits a"
                        + " load balancer")
                .toList();
    }

    private static boolean concerns(Step step) {
        return step instanceof Step.AcceptTls || step instanceof Step.TakeCensus;
    }

    private static boolean takesListener(Step step) {
        return step instanceof RevertAccept revert && revert.back().edit().set().containsKey(MetricsListener.FLAG);
    }

    private static ClusterObservation accepted(ClusterObservation seen, List<Step> steps) {
        ClusterObservation state = seen;
        for (Step step : steps) {
            if (step instanceof Step.TakeCensus || step instanceof Step.EnforceTls) {
                return state;
            }
            state = Prediction.after(state, step);
        }
        return state;
    }

    private static List<String> listeners(ClusterObservation seen, ClusterObservation accepted) {
        List<String> notices = new ArrayList<>();
        for (SeatedMember seat : SeatedMember.all(accepted)) {
            List<ClientUrl> before = SeatedMember.of(seen, seat.member().id())
                    .map(SeatedMember::running)
                    .map(EtcdSettings::listenMetricsUrls)
                    .orElse(List.of());
            List<ClientUrl> added = MetricsListener.plaintext(seat.running()).stream()
                    .filter(url -> !before.contains(url))
                    .toList();
            if (!added.isEmpty()) {
                notices.add("metrics and health of " + seat.member().name() + " become readable in plaintext at "
                        + added.stream().map(ClientUrl::toString).collect(Collectors.joining(","))
                        + " with accept, because the inventory names load balancers, and stay so after enforce: no"
                        + " key can be read or written there");
            }
        }
        return notices;
    }

    private static List<EtcdSettings> settings(ClusterObservation seen) {
        return SeatedMember.all(seen).stream().map(SeatedMember::running).toList();
    }

    private static String name(Balancer balancer) {
        return "balancer " + balancer.name() + " (" + String.join(", ", balancer.addresses()) + ")";
    }

    private static String words(Balancer.Check is, String check) {
        return switch (is) {
            case HTTP ->
                "asks GET /health on the client port, and would take every member out of service when plaintext is"
                        + " closed: after accept and before enforce its owner sets its check to " + check
                        + ", or to TCP on the client port; the tool never edits a load balancer, and the census waits";
            case TCP ->
                "connects to the client port and asks nothing: that goes on as it is and tells nothing of a member's"
                        + " health; its owner may set it to " + check + " after accept";
            case METRICS ->
                "asks on the metrics port: after accept and before enforce its owner sees to it that it asks " + check
                        + ", which every member answers from accept on; the tool never edits a load balancer";
        };
    }
}
