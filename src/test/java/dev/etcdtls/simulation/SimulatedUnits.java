package dev.etcdtls.simulation;

import dev.etcdtls.model.HostName;
import dev.etcdtls.model.ServiceUser;
import dev.etcdtls.model.UnitName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The units of all simulated hosts beside etcd's own. Mutable state; the cluster guards it. */
final class SimulatedUnits {
    private final List<SimulatedUnit> units = new ArrayList<>();
    private final SimulatedClock clock;

    SimulatedUnits(SimulatedClock clock) {
        this.clock = clock;
    }

    /** A unit whose files are there and which does not run yet. */
    SimulatedUnit add(HostName host, UnitName name, ServiceUser user) {
        SimulatedUnit unit = new SimulatedUnit(host, name, user, clock);
        units.add(unit);
        return unit;
    }

    Optional<SimulatedUnit> find(HostName host, UnitName name) {
        return units.stream()
                .filter(unit -> unit.host.equals(host) && unit.name.equals(name))
                .findFirst();
    }

    /** Systemd reads all unit files of the host again. */
    void reload(HostName host) {
        units.stream().filter(unit -> unit.host.equals(host)).forEach(unit -> unit.needsDaemonReload = false);
    }
}
