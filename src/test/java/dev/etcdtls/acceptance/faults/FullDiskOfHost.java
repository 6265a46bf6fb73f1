package dev.etcdtls.acceptance.faults;

import dev.etcdtls.step.Phase;
import java.util.Optional;

/** The disk on which the target's certificates are put is full. */
record FullDiskOfHost() implements Fault {
    private static final String FOLDER = "/etc/etcd/tls";

    @Override
    public String words() {
        return "the host's disk is full while files are pushed";
    }

    @Override
    public Moment moment() {
        return new Moment(Phase.STAGE, 1, Moment.Sign.STARTED);
    }

    @Override
    public void strike(Scene scene) {
        scene.on(
                scene.target(),
                "mkdir -p " + FOLDER + "; mount -t tmpfs -o size=16k,mode=0755 tmpfs " + FOLDER
                        + "; dd if=/dev/zero of=" + FOLDER + "/filler bs=4k count=4 2>/dev/null || true");
    }

    @Override
    public Optional<String> seen(Scene scene) {
        String use = scene.on(scene.target(), "df --output=pcent " + FOLDER + " | tail -1");
        String refused =
                scene.on(scene.target(), "{ echo x >" + FOLDER + "/trial; } 2>&1 || true; rm -f " + FOLDER + "/trial");
        return Optional.of(FOLDER + " is " + use.strip() + " full: " + refused)
                .filter(_ -> refused.contains("No space"));
    }

    @Override
    public void mend(Scene scene) {
        scene.on(scene.target(), "umount " + FOLDER);
    }
}
