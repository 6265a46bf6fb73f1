package dev.etcdtls.acceptance.faults;

import dev.etcdtls.lab.LabHost;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One member is cut off from the other members; the tool and the clients still reach it. It does not lead: an election that the partition
 * itself needs would fail writes, whatever the tool does.
 *
 * @param alone who it is, once it has struck
 */
record Partition(List<LabHost> alone) implements Fault {
    Partition() {
        this(new ArrayList<>());
    }

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
        alone.add(scene.otherFollower());
        rules(scene, "-I");
    }

    @Override
    public Optional<String> seen(Scene scene) {
        return Optional.of(scene.journal(
                        alone.getFirst(),
                        "lost TCP streaming|lost the TCP streaming|i/o timeout|became inactive|lost leader"))
                .filter(line -> !line.isEmpty());
    }

    @Override
    public void mend(Scene scene) {
        rules(scene, "-D");
    }

    private void rules(Scene scene, String action) {
        LabHost member = alone.getFirst();
        for (String address : scene.lab().memberAddresses()) {
            if (!address.equals(member.address())) {
                scene.on(
                        member,
                        "iptables %1$s INPUT -s %2$s -j DROP; iptables %1$s OUTPUT -d %2$s -j DROP"
                                .formatted(action, address));
            }
        }
    }
}
