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
        return new Moment(Phase.ACCEPT, 1, Moment.Sign.RESTARTS);
    }

    /** The restart that is under way may be over already: one more makes it certain. */
    @Override
    public void strike(Scene scene) {
        scene.on(
                scene.target(),
                "chmod 0644 /usr/bin/etcd; systemctl restart --no-block etcd.service;"
                        + " for i in $(seq 150); do systemctl is-failed -q etcd.service && exit 0; sleep 0.2; done; exit 1");
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
