package dev.etcdtls.port;

import dev.etcdtls.model.HostName;
import dev.etcdtls.model.Outcome;
import dev.etcdtls.model.UnitName;
import dev.etcdtls.observation.EtcdService;

/**
 * Units of hosts. What starts or stops a unit only asks systemd for it and returns at once; what became of it is seen by {@link #state}, which
 * is to be asked until it says so. The time for that is the unit's own matter: etcd needs seconds, a kube-apiserver whose clients hold watches
 * stops within 65 s, and systemd itself gives up on a stop or a start after 90 s unless the unit says otherwise. Everything may be done twice.
 */
public interface Services {
    /**
     * Asks systemd to restart the unit, or to start it when it does not run, and returns without waiting for it: a restart of etcd without
     * quorum blocks until systemd kills it. Earlier failures of the unit are forgotten. It has happened when {@link #state} is active with
     * another invocation id; until then the old id is shown, also while the old process takes its time to stop.
     */
    Outcome<Nothing> restart(HostName host, UnitName unit);

    /**
     * Lets systemd read all unit files and drop-ins of the host again. No process is touched, but what other people changed in other units
     * is in force at their next start, so {@code needsDaemonReload} of every unit on the host is to be looked at before. It is over when this
     * returns.
     */
    Outcome<Nothing> reload(HostName host);

    /**
     * Lets the unit start with the host and asks systemd to start it now; returns without waiting for the start. One that runs already is
     * left alone: it does not get new settings. Systemd must have read its file ({@link #reload}).
     */
    Outcome<Nothing> enableNow(HostName host, UnitName unit);

    /**
     * Asks systemd to stop the unit and lets it no longer start with the host; returns without waiting for the stop. A unit that systemd does
     * not know is fine. The files of a unit may go when {@link #state} says that it is neither active nor deactivating.
     */
    Outcome<Nothing> disableNow(HostName host, UnitName unit);

    /**
     * Lets a running unit read its settings again, by what its own {@code ExecReload=} says, and waits for that, for two minutes at most. The
     * process and the invocation id usually stay, so nothing but the settings' own effect shows that it happened. Refused when the unit does
     * not run, has no {@code ExecReload=}, or refuses the new settings.
     */
    Outcome<Nothing> reloadUnit(HostName host, UnitName unit);

    /** The unit as systemd sees it now. */
    Outcome<EtcdService.Unit> state(HostName host, UnitName unit);

    /** The last lines of the unit's journal since its present start, for messages; at most {@code lines}. */
    Outcome<String> log(HostName host, UnitName unit, int lines);
}
