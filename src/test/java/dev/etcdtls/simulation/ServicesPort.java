package dev.etcdtls.simulation;

import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.HostName;
import dev.etcdtls.model.Outcome;
import dev.etcdtls.model.UnitName;
import dev.etcdtls.observation.EtcdService;
import dev.etcdtls.port.Nothing;
import dev.etcdtls.port.Services;

/** Units of simulated hosts; there is one, etcd's. */
final class ServicesPort implements Services {
    private final SimulatedCluster cluster;
    private final SimulatedTool tool;

    ServicesPort(SimulatedCluster cluster, SimulatedTool tool) {
        this.cluster = cluster;
        this.tool = tool;
    }

    @Override
    public Outcome<Nothing> restart(HostName host, UnitName unit) {
        return tool.change(
                host + ": restart " + unit,
                () -> member(host, unit).then(member -> {
                    cluster.restartWatched(member);
                    return new Outcome.Done<>(Nothing.NOTHING);
                }));
    }

    @Override
    public Outcome<EtcdService.Unit> state(HostName host, UnitName unit) {
        return tool.look(() -> member(host, unit).then(member -> new Outcome.Done<>(LookPort.unit(member))));
    }

    @Override
    public Outcome<String> log(HostName host, UnitName unit, int lines) {
        return tool.look(() -> member(host, unit).then(member -> new Outcome.Done<>(member.host.log)));
    }

    private Outcome<SimulatedMember> member(HostName host, UnitName unit) {
        if (cluster.host(host).unreachable.isPresent()) {
            return new Outcome.Refused<>(cluster.host(host).unreachable.get());
        }
        return cluster.memberOn(host)
                .filter(_ -> unit.equals(SimulatedHost.UNIT))
                .<Outcome<SimulatedMember>>map(Outcome.Done::new)
                .orElseGet(() -> new Outcome.Refused<>(
                        Trouble.of(ErrorCode.STEP_FAILED, "hosts/" + host, "Unit " + unit + " not found")));
    }
}
