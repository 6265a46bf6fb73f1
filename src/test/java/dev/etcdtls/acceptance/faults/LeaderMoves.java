package dev.etcdtls.acceptance.faults;

import dev.etcdtls.lab.LabHost;
import java.util.Optional;

/** Leadership comes to the target by itself, after the guard has seen it elsewhere. */
final record LeaderMoves(StringBuilder told) implements Fault {
    LeaderMoves() {
        this(new StringBuilder());
    }

    @Override
    public String words() {
        return "the leader moves to the target by itself";
    }

    @Override
    public Moment moment() {
        return Moment.EDITED_IN_ACCEPT;
    }

    @Override
    public void strike(Scene scene) {
        LabHost leader =
                scene.others().stream().filter(scene::leads).findFirst().orElseThrow();
        told.append(scene.on(leader, scene.etcdctl(leader) + " move-leader " + scene.id(scene.target())));
    }

    @Override
    public Optional<String> seen(Scene scene) {
        return Optional.of(scene.journal(scene.target(), "became leader|elected leader"))
                .filter(line -> !line.isEmpty());
    }

    @Override
    public void mend(Scene scene) {}

    @Override
    public boolean mayGoUnnoticed() {
        return true;
    }
}
