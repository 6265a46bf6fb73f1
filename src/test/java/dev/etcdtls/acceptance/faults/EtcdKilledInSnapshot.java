package dev.etcdtls.acceptance.faults;

import dev.etcdtls.step.Phase;
import java.util.Optional;

/** The member that gives the snapshot is killed, and systemd starts it again. */
record EtcdKilledInSnapshot() implements Fault {
    @Override
    public String words() {
        return "etcd is killed during the snapshot";
    }

    @Override
    public Moment moment() {
        return new Moment(Phase.BACKUP, 0, Moment.Sign.STARTED);
    }

    @Override
    public void strike(Scene scene) {
        scene.on(scene.target(), "systemctl kill -s KILL etcd.service");
    }

    @Override
    public Optional<String> seen(Scene scene) {
        return Optional.of(scene.journal(scene.target(), "code=killed, status=9/KILL"))
                .filter(line -> !line.isEmpty());
    }

    @Override
    public void mend(Scene scene) {
        scene.start(scene.target());
    }

    @Override
    public boolean mayGoUnnoticed() {
        return true;
    }
}
