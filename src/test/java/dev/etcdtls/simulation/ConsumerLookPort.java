package dev.etcdtls.simulation;

import dev.etcdtls.consumer.ConsumerDefaults;
import dev.etcdtls.inventory.ConsumerEntry;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.observation.ConsumerFacts;
import dev.etcdtls.observation.ConsumerObservation;
import dev.etcdtls.observation.Sight;
import dev.etcdtls.port.ConsumerLook;

/** Looks at simulated consumers. */
final class ConsumerLookPort implements ConsumerLook {
    private final SimulatedCluster cluster;
    private final SimulatedTool tool;

    ConsumerLookPort(SimulatedCluster cluster, SimulatedTool tool) {
        this.cluster = cluster;
        this.tool = tool;
    }

    @Override
    public ConsumerObservation observe(ConsumerEntry consumer) {
        return tool.look(() -> new ConsumerObservation(
                consumer.name(),
                consumer.host(),
                cluster.host(consumer.host())
                        .unreachable
                        .<Sight<ConsumerFacts>>map(Sight.Unseen::new)
                        .orElseGet(() -> sight(consumer))));
    }

    private Sight<ConsumerFacts> sight(ConsumerEntry consumer) {
        return cluster.consumers.stream()
                .filter(each -> each.host.name.equals(consumer.host()))
                .filter(each -> ConsumerDefaults.unit(consumer)
                        .filter(each.unit::equals)
                        .isPresent())
                .findFirst()
                .<Sight<ConsumerFacts>>map(found -> new Sight.Seen<>(found.facts()))
                .orElseGet(() -> new Sight.Unseen<>(Trouble.of(
                        ErrorCode.CONSUMER_UNSUPPORTED,
                        "consumers/" + consumer.name(),
                        "systemd has no unit that it could start")));
    }
}
