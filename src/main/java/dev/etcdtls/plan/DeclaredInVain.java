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
                .filter(consumer ->
                        !withoutEffective(consumer.behaviour().moving()).equals(Moving.DEFAULT))
                .map(ConsumerEntry::name)
                .forEach(name -> vain.add("how " + name + " is moved"));
        return vain.isEmpty()
                ? List.of()
                : List.of(
                        "NOT DONE by this release, which moves no consumer by itself, although the inventory says it: "
                                + String.join(", ", vain) + "; the owners move them");
    }

    /** Certificates are staged in the folder that is named, and the plan tells a unit's owner the settings. */
    private static Moving withoutEffective(Moving moving) {
        return new Moving(
                moving.proxy(),
                moving.dependents(),
                Moving.DEFAULT.settings(),
                moving.applying(),
                Moving.DEFAULT.certificates(),
                moving.address());
    }
}
