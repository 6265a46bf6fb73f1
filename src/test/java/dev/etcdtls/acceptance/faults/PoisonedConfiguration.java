package dev.etcdtls.acceptance.faults;

import dev.etcdtls.step.Phase;
import java.util.Optional;

/** The environment file gets a line that systemd accepts and etcd does not start with. */
record PoisonedConfiguration() implements Fault {
    private static final String LINE = "ETCD_HEARTBEAT_INTERVAL=soon";

    @Override
    public String words() {
        return "the configuration is poisoned";
    }

    @Override
    public Moment moment() {
        return new Moment(Phase.ACCEPT, 0, Moment.Sign.RESTARTS);
    }

    /** The restart that is under way may have read the file before: one more makes it certain. */
    @Override
    public void strike(Scene scene) {
        scene.on(
                scene.target(),
                "cp -a /etc/default/etcd /root/etcd.unpoisoned; echo " + LINE + " >>/etc/default/etcd;"
                        + " systemctl restart --no-block etcd.service;"
                        + " for i in $(seq 150); do systemctl is-failed -q etcd.service && exit 0; sleep 0.2; done; exit 1");
    }

    @Override
    public Optional<String> seen(Scene scene) {
        return Optional.of(scene.journal(scene.target(), "soon|status=1/FAILURE|status=2/INVALIDARGUMENT"))
                .filter(line -> !line.isEmpty());
    }

    @Override
    public void mend(Scene scene) {
        scene.on(
                scene.target(),
                "if grep -q " + LINE + " /etc/default/etcd; then cp -a /root/etcd.unpoisoned /etc/default/etcd; fi");
    }
}
