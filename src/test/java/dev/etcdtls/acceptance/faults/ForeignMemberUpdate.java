package dev.etcdtls.acceptance.faults;

import dev.etcdtls.lab.LabHost;
import dev.etcdtls.step.Phase;
import java.util.Optional;

/** Another person gives a member, whose turn is still to come, another peer URL. */
record ForeignMemberUpdate() implements Fault {
    private static final String FOREIGN = ":12380";

    @Override
    public String words() {
        return "another person runs member update";
    }

    @Override
    public Moment moment() {
        return new Moment(Phase.ACCEPT, 1, Moment.Sign.EDITED);
    }

    @Override
    public void strike(Scene scene) {
        update(scene, "http://%1$s:2380,http://%1$s" + FOREIGN);
    }

    @Override
    public Optional<String> seen(Scene scene) {
        LabHost any = scene.others().getFirst();
        return Optional.of(scene.on(any, scene.etcdctl(any) + " member list -w simple | grep " + FOREIGN + " || true"))
                .filter(line -> !line.isEmpty());
    }

    @Override
    public void mend(Scene scene) {
        update(scene, "http://%1$s:2380");
    }

    private static void update(Scene scene, String urls) {
        LabHost member = scene.others().getLast();
        LabHost any = scene.others().getFirst();
        scene.on(
                any,
                scene.etcdctl(any) + " member update " + scene.id(member) + " --peer-urls="
                        + urls.formatted(member.address()));
    }
}
