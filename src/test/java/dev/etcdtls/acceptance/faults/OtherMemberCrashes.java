package dev.etcdtls.acceptance.faults;

import dev.etcdtls.lab.LabHost;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Another member, which does not lead, dies and does not come back by itself, while the target's settings are edited and not yet in force.
 *
 * @param dead who it is, once it has struck
 */
record OtherMemberCrashes(Moment moment, List<LabHost> dead) implements Fault {
    OtherMemberCrashes(Moment moment) {
        this(moment, new ArrayList<>());
    }

    @Override
    public String words() {
        return "another member crashes in " + moment.phase().text();
    }

    @Override
    public void strike(Scene scene) {
        dead.add(scene.otherFollower());
        scene.on(dead.getFirst(), "systemctl mask --runtime -q etcd.service; systemctl kill -s KILL etcd.service");
    }

    @Override
    public Optional<String> seen(Scene scene) {
        return Optional.of(scene.journal(dead.getFirst(), "code=killed, status=9/KILL"))
                .filter(line -> !line.isEmpty());
    }

    @Override
    public void mend(Scene scene) {
        scene.on(dead.getFirst(), "systemctl unmask --runtime -q etcd.service");
        scene.start(dead.getFirst());
    }
}
