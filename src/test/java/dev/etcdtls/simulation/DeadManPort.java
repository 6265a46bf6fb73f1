package dev.etcdtls.simulation;

import dev.etcdtls.model.Digest;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.HostName;
import dev.etcdtls.model.Outcome;
import dev.etcdtls.observation.SwitchState;
import dev.etcdtls.port.Charge;
import dev.etcdtls.port.Charge.GuardedFile;
import dev.etcdtls.port.DeadManSwitch;
import dev.etcdtls.port.HostFile;
import dev.etcdtls.port.Nothing;
import java.util.Optional;
import java.util.function.Function;

/** Dead-man switches of simulated hosts. */
final class DeadManPort implements DeadManSwitch {
    private final SimulatedCluster cluster;
    private final SimulatedTool tool;

    DeadManPort(SimulatedCluster cluster, SimulatedTool tool) {
        this.cluster = cluster;
        this.tool = tool;
    }

    @Override
    public Outcome<Optional<SwitchState>> arm(HostName name, Charge charge) {
        return change(name, "arm", host -> {
            boolean another = host.deadMan
                    .filter(lies -> !lies.charge.run().equals(charge.run())
                            || !lies.charge.step().equals(charge.step())
                            || !lies.state().isArmed()
                            || lies.isAtWork())
                    .isPresent();
            if (another) {
                return refused(name, "another one lies there");
            }
            if (!charge.files().stream().allMatch(file -> keeps(host, file))) {
                return new Outcome.Done<>(Optional.empty());
            }
            SimulatedSwitch armed = new SimulatedSwitch(cluster, host, charge);
            host.deadMan = Optional.of(armed);
            return new Outcome.Done<>(Optional.of(armed.state()));
        });
    }

    /** Whether there is something to go back to. */
    private static boolean keeps(SimulatedHost host, GuardedFile file) {
        host.files
                .read(file.path().value())
                .filter(now -> Optional.of(Digest.of(now.text())).equals(file.before()))
                .ifPresent(now -> host.saved.put(file.path(), now));
        Optional<Digest> kept = Optional.ofNullable(host.saved.get(file.path()))
                .map(HostFile::text)
                .map(Digest::of);
        return file.before().isEmpty() || kept.equals(file.before());
    }

    @Override
    public Outcome<Optional<SwitchState>> disarm(HostName name) {
        if (hasNothing(name)) {
            return state(name);
        }
        return change(name, "disarm", host -> {
            if (host.deadMan
                    .filter(lies -> lies.state().isArmed() && !lies.isAtWork())
                    .isPresent()) {
                clear(host);
            }
            return new Outcome.Done<>(host.deadMan.map(SimulatedSwitch::state));
        });
    }

    @Override
    public Outcome<Optional<SwitchState>> settle(HostName name) {
        Optional<SimulatedSwitch> lies = tool.look(() -> cluster.host(name).deadMan);
        boolean waits = lies.filter(one -> one.isAtWork() || one.wasRestarted() && !one.isReady())
                .isPresent();
        if (lies.isEmpty() || !lies.get().state().isArmed() || waits) {
            return state(name);
        }
        return change(name, "settle", host -> {
            if (!lies.get().wasRestarted()) {
                lies.get().putBackOwn();
            }
            host.deadMan = Optional.empty();
            if (!lies.get().isAltered()) {
                clear(host);
            }
            return new Outcome.Done<>(Optional.empty());
        });
    }

    @Override
    public Outcome<Optional<SwitchState>> takeBack(HostName name) {
        if (hasNothing(name)) {
            return state(name);
        }
        return change(name, "fire", host -> {
            host.deadMan.ifPresent(SimulatedSwitch::takeBackNow);
            return new Outcome.Done<>(host.deadMan.map(SimulatedSwitch::state));
        });
    }

    @Override
    public Outcome<Optional<SwitchState>> state(HostName name) {
        return tool.look(() -> SimulatedTool.unless(
                cluster.host(name).unreachable, () -> cluster.host(name).deadMan.map(SimulatedSwitch::state)));
    }

    @Override
    public Outcome<Nothing> forget(HostName name) {
        if (hasNothing(name)) {
            return new Outcome.Done<>(Nothing.NOTHING);
        }
        return change(name, "forget", host -> {
            if (host.deadMan.filter(lies -> lies.state().isArmed()).isPresent()) {
                return refused(name, "it is armed");
            }
            clear(host);
            return new Outcome.Done<>(Nothing.NOTHING);
        });
    }

    private boolean hasNothing(HostName name) {
        return tool.look(() ->
                cluster.host(name).deadMan.isEmpty() && cluster.host(name).saved.isEmpty());
    }

    private static void clear(SimulatedHost host) {
        host.deadMan = Optional.empty();
        host.saved.clear();
    }

    private <T> Outcome<T> change(HostName name, String what, Function<SimulatedHost, Outcome<T>> change) {
        return tool.change(name + ": " + what + " the dead-man switch", () -> {
            SimulatedHost host = cluster.host(name);
            return host.unreachable.<Outcome<T>>map(Outcome.Refused::new).orElseGet(() -> change.apply(host));
        });
    }

    private static <T> Outcome<T> refused(HostName name, String why) {
        return new Outcome.Refused<>(Trouble.of(ErrorCode.STEP_FAILED, "hosts/" + name, "the dead-man switch: " + why));
    }
}
