package dev.etcdtls.engine.action;

import dev.etcdtls.inventory.ConsumerEntry;
import dev.etcdtls.model.ConsumerName;
import dev.etcdtls.port.CensusTaker.ClientConnection;
import java.util.List;
import java.util.Optional;

/** The consumers that a census waits for, by what is seen of them: their host and their unit. */
record DeclaredConsumers(List<ConsumerEntry> all) {
    DeclaredConsumers {
        all = List.copyOf(all);
    }

    List<ConsumerName> names() {
        return all.stream().map(ConsumerEntry::name).toList();
    }

    Optional<ConsumerEntry> of(ClientConnection connection) {
        return all.stream()
                .filter(consumer -> consumer.host().value().equals(connection.where()))
                .filter(consumer -> consumer.unit()
                        .filter(unit -> !unit.value().equals(connection.unit()))
                        .isEmpty())
                .findFirst();
    }
}
