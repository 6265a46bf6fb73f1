package dev.etcdtls.engine;

import dev.etcdtls.model.HostName;
import dev.etcdtls.model.Outcome;
import dev.etcdtls.observation.SwitchState;
import dev.etcdtls.port.Charge;
import dev.etcdtls.port.DeadManSwitch;
import dev.etcdtls.port.Nothing;
import java.util.Optional;

/** Dead-man switches behind the fence: a tool that has lost the lock leaves them armed, and they do what they are there for. */
record FencedSwitch(DeadManSwitch deadMan, LockFence fence) implements DeadManSwitch {
    @Override
    public Outcome<Optional<SwitchState>> arm(HostName host, Charge charge) {
        return fence.pass(() -> deadMan.arm(host, charge));
    }

    @Override
    public Outcome<Optional<SwitchState>> disarm(HostName host) {
        return fence.pass(() -> deadMan.disarm(host));
    }

    @Override
    public Outcome<Optional<SwitchState>> settle(HostName host) {
        return fence.pass(() -> deadMan.settle(host));
    }

    @Override
    public Outcome<Optional<SwitchState>> takeBack(HostName host) {
        return fence.pass(() -> deadMan.takeBack(host));
    }

    @Override
    public Outcome<Optional<SwitchState>> state(HostName host) {
        return deadMan.state(host);
    }

    @Override
    public Outcome<Nothing> forget(HostName host) {
        return fence.pass(() -> deadMan.forget(host));
    }
}
