package dev.etcdtls.acceptance.faults;

import dev.etcdtls.step.Phase;
import java.util.Optional;

/** The tool's SSH connections to the target. */
final class ClientOfSsh {
    private ClientOfSsh() {}

    /** They are cut while the member restarts, so that the outcome of a command is not known. */
    record Cut() implements Fault {
        @Override
        public String words() {
            return "SSH is cut in the middle of a restart";
        }

        @Override
        public Moment moment() {
            return new Moment(Phase.ACCEPT, 0, Moment.Sign.RESTARTS);
        }

        @Override
        public void strike(Scene scene) {
            scene.on(scene.target(), "pgrep -f '^sshd: ops' >/run/cut; xargs -r kill -KILL </run/cut || true");
        }

        @Override
        public Optional<String> seen(Scene scene) {
            String count = scene.on(scene.target(), "wc -l </run/cut");
            return Optional.of(count + " sessions were killed").filter(_ -> !count.equals("0"));
        }

        @Override
        public void mend(Scene scene) {
            scene.on(scene.target(), "rm -f /run/cut");
        }

        @Override
        public boolean mayGoUnnoticed() {
            return true;
        }
    }

    /** Nothing goes either way any more, and nobody says so: half-open. */
    record HalfOpen() implements Fault {
        private static final String TOOL = "198.51.100.1";

        @Override
        public String words() {
            return "SSH is half-open";
        }

        @Override
        public Moment moment() {
            return new Moment(Phase.ACCEPT, 1, Moment.Sign.EDITED);
        }

        @Override
        public void strike(Scene scene) {
            scene.on(
                    scene.target(),
                    "iptables -I INPUT -s " + TOOL + " -j DROP; iptables -I OUTPUT -d " + TOOL + " -j DROP");
        }

        @Override
        public Optional<String> seen(Scene scene) {
            String dropped = scene.on(
                    scene.target(), "iptables -nvxL INPUT | awk '/DROP/ && /" + TOOL + "/ {print $1}' | head -1");
            return Optional.of(dropped + " packets were dropped")
                    .filter(_ -> !dropped.isEmpty() && !dropped.equals("0"));
        }

        @Override
        public void mend(Scene scene) {
            scene.on(
                    scene.target(),
                    "iptables -D INPUT -s " + TOOL + " -j DROP; iptables -D OUTPUT -d " + TOOL + " -j DROP");
        }
    }
}
