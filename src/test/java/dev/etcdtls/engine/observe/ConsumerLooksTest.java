package dev.etcdtls.engine.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etcdtls.inventory.ConsumerEntry;
import dev.etcdtls.inventory.Inventory;
import dev.etcdtls.model.ConsumerName;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.HostName;
import dev.etcdtls.model.Problem;
import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.observation.ConsumerObservation;
import dev.etcdtls.observation.HostObservation;
import dev.etcdtls.observation.Sight;
import dev.etcdtls.plan.ObservedClusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ConsumerLooksTest {
    private static final Problem AWAY = new Problem(ErrorCode.HOST_UNREACHABLE, "hosts/m2", "no answer", "look");
    private static final ClusterObservation TWO = ObservedClusters.plaintext(2);

    private final List<String> asked = new ArrayList<>();
    private final ConsumerLooks looks = new ConsumerLooks(consumer -> {
        asked.add(consumer.name().value());
        return new ConsumerObservation(consumer.name(), consumer.host(), new Sight.Unseen<>(AWAY));
    });

    /** Hosts answer in any order; a plan must not depend on that. */
    @Test
    void theyComeInTheOrderOfTheInventory() {
        Inventory inventory = inventory(
                consumer("second", ConsumerEntry.Kind.FLANNELD, "m2"),
                consumer("first", ConsumerEntry.Kind.KUBE_APISERVER, "m1"),
                consumer("owner", ConsumerEntry.Kind.SELF_MOVING, "m1"),
                consumer("third", ConsumerEntry.Kind.UNIT, "m1"));
        List<ConsumerLooks.OnHost> looked =
                TWO.hosts().stream().map(host -> looks.after(host, inventory)).toList();

        assertThat(ConsumerLooks.inOrder(inventory, looked))
                .extracting(seen -> seen.consumer().value())
                .containsExactly("second", "first", "third");
        assertThat(asked).containsExactly("first", "third", "second");
    }

    /** Each attempt to reach it would cost its time again. */
    @Test
    void aHostThatIsAwayIsNotAskedAgain() {
        Inventory inventory = inventory(consumer("second", ConsumerEntry.Kind.FLANNELD, "m2"));
        HostObservation away = new HostObservation(new HostName("m2"), new Sight.Unseen<>(AWAY));

        assertThat(looks.after(away, inventory).consumers())
                .containsExactly(new ConsumerObservation(
                        new ConsumerName("second"), new HostName("m2"), new Sight.Unseen<>(AWAY)));
        assertThat(asked).isEmpty();
    }

    private static Inventory inventory(ConsumerEntry... consumers) {
        Inventory base = ObservedClusters.inventory(2);
        return new Inventory(
                base.cluster(),
                base.hosts(),
                base.issuer(),
                Stream.of(consumers).toList(),
                base.names(),
                base.tuning());
    }

    private static ConsumerEntry consumer(String name, ConsumerEntry.Kind kind, String host) {
        return new ConsumerEntry(
                new ConsumerName(name),
                kind,
                new HostName(host),
                Optional.empty(),
                List.of(),
                new ConsumerEntry.Behaviour(Optional.empty(), false));
    }
}
