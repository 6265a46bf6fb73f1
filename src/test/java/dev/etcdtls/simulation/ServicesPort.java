package dev.etcdtls.simulation;

import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.HostName;
import dev.etcdtls.model.Outcome;
import dev.etcdtls.model.Problem;
import dev.etcdtls.model.UnitName;
import dev.etcdtls.observation.EtcdService;
import dev.etcdtls.port.Nothing;
import dev.etcdtls.port.Services;
import java.util.function.Consumer;

/** Units of simulated hosts: etcd's, and what a test put beside it. */
final class ServicesPort implements Services {
    private final SimulatedCluster cluster;
    private final SimulatedTool tool;

    ServicesPort(SimulatedCluster cluster, SimulatedTool tool) {
        this.cluster = cluster;
        this.tool = tool;
    }

    @Override
    public Outcome<Nothing> restart(HostName host, UnitName unit) {
        return cluster.units.find(host, unit).isPresent()
                ? change("restart", host, unit, SimulatedUnit::restart)
                : tool.change(
                        host + ": restart " + unit,
                        () -> member(host, unit).then(member -> {
                            cluster.restartWatched(member);
                            return new Outcome.Done<>(Nothing.NOTHING);
                        }));
    }

    @Override
    public Outcome<Nothing> reload(HostName host) {
        return tool.change(
                host + ": daemon-reload",
                () -> SimulatedTool.unless(cluster.host(host).unreachable, () -> {
                    cluster.host(host).needsDaemonReload = false;
                    cluster.units.reload(host);
                    return Nothing.NOTHING;
                }));
    }

    @Override
    public Outcome<Nothing> enableNow(HostName host, UnitName unit) {
        return change("enable", host, unit, found -> {
            found.enabled = true;
            found.start();
        });
    }

    /** One that nobody put there is fine, as on a real host. */
    @Override
    public Outcome<Nothing> disableNow(HostName host, UnitName unit) {
        return tool.change(
                host + ": disable " + unit,
                () -> SimulatedTool.unless(cluster.host(host).unreachable, () -> {
                    cluster.units.find(host, unit).ifPresent(found -> {
                        found.enabled = false;
                        found.stop();
                    });
                    return Nothing.NOTHING;
                }));
    }

    @Override
    public Outcome<Nothing> reloadUnit(HostName host, UnitName unit) {
        return tool.change(
                host + ": reload " + unit,
                () -> unit(host, unit)
                        .then(found -> found.reload()
                                .<Outcome<Nothing>>map(why ->
                                        new Outcome.Refused<>(Trouble.of(ErrorCode.STEP_FAILED, "hosts/" + host, why)))
                                .orElseGet(() -> new Outcome.Done<>(Nothing.NOTHING))));
    }

    @Override
    public Outcome<EtcdService.Unit> state(HostName host, UnitName unit) {
        return tool.look(() -> cluster.units.find(host, unit).isPresent()
                ? unit(host, unit).then(found -> new Outcome.Done<>(found.unit()))
                : member(host, unit).then(member -> new Outcome.Done<>(LookPort.unit(member))));
    }

    @Override
    public Outcome<String> log(HostName host, UnitName unit, int lines) {
        return tool.look(() -> cluster.units.find(host, unit).isPresent()
                ? unit(host, unit).then(found -> new Outcome.Done<>(found.log))
                : member(host, unit).then(member -> new Outcome.Done<>(member.host.log)));
    }

    private Outcome<Nothing> change(String what, HostName host, UnitName unit, Consumer<SimulatedUnit> change) {
        return tool.change(
                host + ": " + what + " " + unit,
                () -> unit(host, unit).then(found -> {
                    change.accept(found);
                    return new Outcome.Done<>(Nothing.NOTHING);
                }));
    }

    private Outcome<SimulatedUnit> unit(HostName host, UnitName unit) {
        return SimulatedTool.<Nothing>unless(cluster.host(host).unreachable, () -> Nothing.NOTHING)
                .then(_ -> cluster.units
                        .find(host, unit)
                        .<Outcome<SimulatedUnit>>map(Outcome.Done::new)
                        .orElseGet(() -> new Outcome.Refused<>(unknown(host, unit))));
    }

    private Outcome<SimulatedMember> member(HostName host, UnitName unit) {
        if (cluster.host(host).unreachable.isPresent()) {
            return new Outcome.Refused<>(cluster.host(host).unreachable.get());
        }
        return cluster.memberOn(host)
                .filter(_ -> unit.equals(SimulatedHost.UNIT))
                .<Outcome<SimulatedMember>>map(Outcome.Done::new)
                .orElseGet(() -> new Outcome.Refused<>(unknown(host, unit)));
    }

    private static Problem unknown(HostName host, UnitName unit) {
        return Trouble.of(ErrorCode.STEP_FAILED, "hosts/" + host, "Unit " + unit + " not found");
    }
}
