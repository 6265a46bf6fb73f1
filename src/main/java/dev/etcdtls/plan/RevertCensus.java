package dev.etcdtls.plan;

import dev.etcdtls.inventory.CensusTimes;
import dev.etcdtls.inventory.ConsumerEntry;
import dev.etcdtls.inventory.Inventory;
import dev.etcdtls.model.ClientUrl;
import dev.etcdtls.model.ConsumerName;
import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.step.Phase;
import dev.etcdtls.step.RevertAccept;
import dev.etcdtls.step.RevertEnforce;
import dev.etcdtls.step.Step;
import dev.etcdtls.step.TakeTlsCensus;
import dev.etcdtls.step.TakeTlsCensus.Withdrawn;
import dev.etcdtls.step.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** No TLS listener is taken from a client that uses it. */
final class RevertCensus {
    /**
     * Reopening is often the remedy for clients that enforce has cut, so it is not kept waiting for long; and what goes with it are TLS
     * listeners on loopback, or on what was the port of plaintext, that nobody could use before enforce.
     */
    private static final Duration SHORT = Duration.ofMinutes(1);

    private final Inventory inventory;
    private final WaysBack ways;

    RevertCensus(Inventory inventory, WaysBack ways) {
        this.inventory = inventory;
        this.ways = ways;
    }

    /** Consumers cannot speak plaintext yet, so none is asked for. */
    Optional<Step> beforeReopen(ClusterObservation state, List<Step> steps) {
        List<Withdrawn> withdrawn = new ArrayList<>();
        steps.forEach(step -> {
            if (step instanceof RevertEnforce revert) {
                ways.of(revert.target().id())
                        .flatMap(way -> withdrawn(state, revert.target(), way.listenersAfterReopen()))
                        .ifPresent(withdrawn::add);
            }
        });
        CensusTimes times = inventory.tuning().census();
        Duration quiet = times.quiet().compareTo(SHORT) < 0 ? times.quiet() : SHORT;
        return census(Phase.REOPEN, withdrawn, List.of(), quiet);
    }

    Optional<Step> beforeWithdraw(ClusterObservation state, List<Step> steps) {
        List<Withdrawn> withdrawn = new ArrayList<>();
        steps.forEach(step -> {
            if (step instanceof RevertAccept revert) {
                ways.of(revert.target().id())
                        .flatMap(way -> withdrawn(state, revert.target(), way.listenersAtStart()))
                        .ifPresent(withdrawn::add);
            }
        });
        List<ConsumerName> consumers =
                inventory.consumers().stream().map(ConsumerEntry::name).toList();
        return census(
                Phase.WITHDRAW,
                withdrawn,
                consumers,
                inventory.tuning().census().quiet());
    }

    private Optional<Step> census(
            Phase before, List<Withdrawn> withdrawn, List<ConsumerName> consumers, Duration quiet) {
        return withdrawn.isEmpty()
                ? Optional.empty()
                : Optional.of(new TakeTlsCensus(
                        before,
                        withdrawn,
                        consumers,
                        quiet,
                        inventory.tuning().census().longest()));
    }

    /** The TLS listeners that a process has now and will not have then. */
    private static Optional<Withdrawn> withdrawn(ClusterObservation state, Target target, List<String> then) {
        List<ClientUrl> gone = state
                .service(target.host())
                .map(service -> service.running())
                .filter(running -> !running.values().isEmpty())
                .map(running -> running.listenClientUrls())
                .orElse(List.of())
                .stream()
                .filter(ClientUrl::isHttps)
                .filter(url -> !then.contains(url.toString()))
                .toList();
        return gone.isEmpty() ? Optional.empty() : Optional.of(new Withdrawn(target, gone));
    }
}
