package dev.etcdtls.engine.observe;

import dev.etcdtls.consumer.ConsumerDefaults;
import dev.etcdtls.inventory.ConsumerEntry;
import dev.etcdtls.inventory.Inventory;
import dev.etcdtls.observation.ConsumerObservation;
import dev.etcdtls.observation.HostFacts;
import dev.etcdtls.observation.HostObservation;
import dev.etcdtls.observation.Sight;
import dev.etcdtls.port.ConsumerLook;
import java.util.List;

/** Looks at the consumers that the tool moves, host by host. */
final class ConsumerLooks {
    private final ConsumerLook look;

    ConsumerLooks(ConsumerLook look) {
        this.look = look;
    }

    /** A host and the consumers on it. */
    record OnHost(HostObservation host, List<ConsumerObservation> consumers) {}

    /** The consumers of a host that was just looked at, one after the other. One that is away is not asked for each of them again. */
    OnHost after(HostObservation host, Inventory inventory) {
        return new OnHost(
                host,
                moved(inventory).stream()
                        .filter(consumer -> consumer.host().equals(host.host()))
                        .map(consumer -> on(host, consumer))
                        .toList());
    }

    /** All of them in the order of the inventory. */
    static List<ConsumerObservation> inOrder(Inventory inventory, List<OnHost> looked) {
        return moved(inventory).stream()
                .flatMap(consumer -> looked.stream()
                        .flatMap(host -> host.consumers().stream())
                        .filter(seen -> seen.consumer().equals(consumer.name())))
                .toList();
    }

    private ConsumerObservation on(HostObservation host, ConsumerEntry consumer) {
        return switch (host.sight()) {
            case Sight.Seen<HostFacts> _ -> look.observe(consumer);
            case Sight.Unseen<HostFacts>(var reason) ->
                new ConsumerObservation(consumer.name(), consumer.host(), new Sight.Unseen<>(reason));
        };
    }

    private static List<ConsumerEntry> moved(Inventory inventory) {
        return inventory.consumers().stream()
                .filter(ConsumerDefaults::isMovedByTool)
                .toList();
    }
}
