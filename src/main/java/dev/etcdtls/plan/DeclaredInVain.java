package dev.etcdtls.plan;

import dev.etcdtls.inventory.Clients;
import dev.etcdtls.inventory.ConsumerEntry;
import dev.etcdtls.inventory.FlannelSettings;
import dev.etcdtls.inventory.Inventory;
import dev.etcdtls.inventory.KubernetesSettings;
import dev.etcdtls.inventory.Moving;
import java.util.ArrayList;
import java.util.List;

/** What the inventory says about moving consumers and this release does not do. A reviewer must not take silence for a promise. */
final class DeclaredInVain {
    private DeclaredInVain() {}

    /** At most one notice. */
    static List<String> notices(Inventory inventory) {
        List<String> vain = new ArrayList<>();
        Clients clients = inventory.tuning().clients();
        if (!clients.flannel().equals(FlannelSettings.DEFAULT)) {
            vain.add("flannel:");
        }
        if (!clients.kubernetes().equals(KubernetesSettings.DEFAULT)) {
            vain.add("kubernetes:");
        }
        inventory.consumers().stream()
                .filter(consumer -> saysHow(consumer.behaviour().moving()))
                .map(ConsumerEntry::name)
                .forEach(name -> vain.add("dependents: of " + name));
        return vain.isEmpty()
                ? List.of()
                : List.of("NOT DONE by this release, although the inventory says it: " + String.join(", ", vain));
    }

    /** A wish for units that depend on it: they hold its move instead. */
    private static boolean saysHow(Moving moving) {
        return moving.dependents() != Moving.DEFAULT.dependents();
    }
}
