package dev.etcdtls.port;

import dev.etcdtls.model.HostName;
import dev.etcdtls.model.Outcome;
import dev.etcdtls.model.UnitName;
import dev.etcdtls.observation.EtcdService;

/** Units of hosts. */
public interface Services {
    /**
     * Asks systemd to restart the unit and returns without waiting for it: a restart of etcd without quorum blocks until systemd kills it.
     */
    Outcome<Nothing> restart(HostName host, UnitName unit);

    /** The unit as systemd sees it now. */
    Outcome<EtcdService.Unit> state(HostName host, UnitName unit);

    /** The last lines of the unit's journal since its present start, for messages; at most {@code lines}. */
    Outcome<String> log(HostName host, UnitName unit, int lines);
}
