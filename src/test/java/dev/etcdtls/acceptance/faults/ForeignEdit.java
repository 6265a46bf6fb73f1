package dev.etcdtls.acceptance.faults;

import java.util.Optional;

/** Another person edits the settings of a member whose turn is still to come. */
record ForeignEdit() implements Fault {
    private static final String LINE = "ETCD_SNAPSHOT_COUNT=50000";

    @Override
    public String words() {
        return "another person edits a member's settings";
    }

    @Override
    public Moment moment() {
        return Moment.EDITED_IN_ACCEPT;
    }

    @Override
    public void strike(Scene scene) {
        scene.on(
                scene.others().getLast(),
                "cp -a /etc/default/etcd /root/etcd.unedited; echo " + LINE + " >>/etc/default/etcd");
    }

    @Override
    public Optional<String> seen(Scene scene) {
        return Optional.of(scene.on(scene.others().getLast(), "grep " + LINE + " /etc/default/etcd || true"))
                .filter(line -> !line.isEmpty());
    }

    @Override
    public void mend(Scene scene) {
        scene.on(scene.others().getLast(), "cp -a /root/etcd.unedited /etc/default/etcd");
    }
}
