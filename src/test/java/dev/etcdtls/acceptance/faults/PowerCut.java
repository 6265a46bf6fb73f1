package dev.etcdtls.acceptance.faults;

import java.util.Optional;

/** The target's host loses its power in the middle of its step, and comes up again. */
record PowerCut(Moment moment) implements Fault {
    @Override
    public String words() {
        return "the host loses its power " + moment;
    }

    @Override
    public void strike(Scene scene) {
        scene.target().powerCycle();
    }

    @Override
    public Optional<String> seen(Scene scene) {
        String since = scene.on(scene.target(), "stat -c %Y /proc/1");
        return Optional.of("process 1 runs since " + since)
                .filter(_ -> Long.parseLong(since) >= scene.begun().getEpochSecond());
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
