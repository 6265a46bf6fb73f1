package dev.etcdtls.plan;

import dev.etcdtls.inventory.Inventory;
import dev.etcdtls.model.Authority;
import dev.etcdtls.model.MemberId;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;

/**
 * What does not change while a plan is made.
 *
 * @param order of the members, decided
 */
record Situation(Inventory inventory, Strategy strategy, List<MemberId> order, Instant now) {
    Situation {
        order = List.copyOf(order);
    }

    /** The port of TLS while plaintext has the usual one; empty when both share a port. */
    OptionalInt extraPort() {
        return switch (strategy) {
            case SAME_PORT -> OptionalInt.empty();
            case EXTRA_PORT -> OptionalInt.of(inventory.tuning().ports().extra());
        };
    }

    boolean keepsPlaintext(Authority listener) {
        return inventory.names().keepPlaintext().contains(listener);
    }
}
