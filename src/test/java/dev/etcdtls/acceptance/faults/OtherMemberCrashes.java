package dev.etcdtls.acceptance.faults;

import dev.etcdtls.lab.LabHost;
import java.util.Optional;

/** Another member dies and does not come back by itself, while the target's settings are edited and not yet in force. */
record OtherMemberCrashes(Moment moment) implements Fault {
    @Override
    public String words() {
        return "another member crashes in " + moment.phase().text();
    }

    @Override
    public void strike(Scene scene) {
        scene.on(other(scene), "systemctl mask --runtime -q etcd.service; systemctl kill -s KILL etcd.service");
    }

    @Override
    public Optional<String> seen(Scene scene) {
        return Optional.of(scene.journal(other(scene), "code=killed, status=9/KILL"))
                .filter(line -> !line.isEmpty());
    }

    @Override
    public void mend(Scene scene) {
        scene.on(other(scene), "systemctl unmask --runtime -q etcd.service");
        scene.start(other(scene));
    }

    /** The last one: which of them leads cannot be asked of one that is dead. */
    private static LabHost other(Scene scene) {
        return scene.others().getLast();
    }
}
