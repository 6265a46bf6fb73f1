package dev.etcdtls.simulation;

import dev.etcdtls.config.ProcessSetting;
import dev.etcdtls.config.VariablePrefix;
import dev.etcdtls.model.UnitName;
import java.util.Locale;
import java.util.Optional;

/** A member's unit as its host's dead-man switch sees it. */
record MemberUnit(SimulatedCluster cluster, SimulatedMember member) implements SwitchedUnit {
    /** A unit of a host: its member's, or another one that is on it. */
    static SwitchedUnit orOther(SimulatedCluster cluster, SimulatedHost host, UnitName name) {
        return Optional.ofNullable(host.units.get(name))
                .orElseGet(() ->
                        new MemberUnit(cluster, cluster.memberOn(host.name).orElseThrow()));
    }

    @Override
    public int starts() {
        return member.host.starts;
    }

    @Override
    public boolean runs() {
        return member.process.isPresent();
    }

    /** A restart of a member is over at once, and it is ready some time later. */
    @Override
    public boolean isInTransition() {
        return false;
    }

    @Override
    public boolean healthy() {
        return member.ready;
    }

    @Override
    public boolean has(ProcessSetting setting) {
        String flag = setting.name()
                .substring(VariablePrefix.ETCD.value().length())
                .toLowerCase(Locale.ROOT)
                .replace('_', '-');
        return member.running().get(flag).orElse("").equals(setting.value().orElse(""));
    }

    @Override
    public void readAnew() {
        member.host.needsDaemonReload = false;
    }

    @Override
    public void restart() {
        cluster.restart(member);
    }
}
