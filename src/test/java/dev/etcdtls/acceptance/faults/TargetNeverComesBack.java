package dev.etcdtls.acceptance.faults;

import dev.etcdtls.step.Phase;
import java.util.Optional;

/** The target's program cannot be executed any more: its restart fails, with any settings. */
record TargetNeverComesBack() implements Fault {
    @Override
    public String words() {
        return "the target never comes back";
    }

    @Override
    public Moment moment() {
        return new Moment(Phase.ACCEPT, 1, Moment.Sign.EDITED);
    }

    @Override
    public void strike(Scene scene) {
        scene.on(scene.target(), "chmod 0644 /usr/bin/etcd");
    }

    @Override
    public Optional<String> seen(Scene scene) {
        return Optional.of(scene.journal(scene.target(), "203/EXEC|Permission denied"))
                .filter(line -> !line.isEmpty());
    }

    @Override
    public void mend(Scene scene) {
        scene.on(scene.target(), "chmod 0755 /usr/bin/etcd");
    }
}
