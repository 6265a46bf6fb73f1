package dev.etcdtls.acceptance.faults;

import dev.etcdtls.lab.LabHost;
import java.util.Optional;

/** One member is cut off from the other members; the tool and the clients still reach it. */
record Partition() implements Fault {
    @Override
    public String words() {
        return "the network between members is partitioned";
    }

    @Override
    public Moment moment() {
        return Moment.EDITED_IN_ACCEPT;
    }

    @Override
    public void strike(Scene scene) {
        rules(scene, "-I");
    }

    @Override
    public Optional<String> seen(Scene scene) {
        return Optional.of(scene.journal(
                        alone(scene),
                        "lost TCP streaming|lost the TCP streaming|i/o timeout|became inactive|lost leader"))
                .filter(line -> !line.isEmpty());
    }

    @Override
    public void mend(Scene scene) {
        rules(scene, "-D");
    }

    private static void rules(Scene scene, String action) {
        LabHost alone = alone(scene);
        for (String address : scene.lab().memberAddresses()) {
            if (!address.equals(alone.address())) {
                scene.on(
                        alone,
                        "iptables %1$s INPUT -s %2$s -j DROP; iptables %1$s OUTPUT -d %2$s -j DROP"
                                .formatted(action, address));
            }
        }
    }

    private static LabHost alone(Scene scene) {
        return scene.others().getLast();
    }
}
