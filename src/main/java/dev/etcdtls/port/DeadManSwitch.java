package dev.etcdtls.port;

import dev.etcdtls.model.HostName;
import dev.etcdtls.model.Outcome;
import dev.etcdtls.observation.SwitchState;
import java.util.Optional;

/**
 * A switch on a host that takes a step back by itself when nobody disarms it, whatever becomes of the tool and of the link to it. It
 * survives a reboot of the host. A host has one at a time; several hosts may have one each for the same step.
 *
 * <p>At its deadline, under a lock of the host:
 *
 * <ol>
 *   <li>The unit was not restarted since the switch was armed: the files go back, nothing is restarted.
 *   <li>Its process runs with the new settings and is healthy: it is left alone.
 *   <li>Else the files go back, the unit's failures are forgotten (systemd starts one that failed too often no more), and it is restarted
 *       once.
 * </ol>
 *
 * <p>An etcd's file goes back whatever became of it. Of any other unit's files those go back that are as the step made them: one that
 * somebody else has changed since is left to them and named; when that is so of all of them, nothing is done at all. Where the charge says
 * so, systemd reads its units anew after the files and before the restart.
 *
 * <p>What it did stays on the host to be read until it is told to forget it.
 */
public interface DeadManSwitch {
    /**
     * Arms it; each file must be as before the edit, or an earlier arming must have kept its former bytes: when neither is so, there is nothing
     * to go back to, nothing is armed, and nothing is given. Arming again for the same step starts its time anew. Refused while one of
     * another step or run lies there. The deadline is as far away as the charge says, or three times what the unit's last stop and start
     * took when that is longer.
     */
    Outcome<Optional<SwitchState>> arm(HostName host, Charge charge);

    /**
     * After the gate: takes it away with everything that belongs to it. Gives what is there afterwards: nothing when it never fired; one
     * that has fired stays as it is.
     */
    Outcome<Optional<SwitchState>> disarm(HostName host);

    /**
     * For a step that stopped half way. When the process was not restarted since, the files go back, unless somebody else changed them, and
     * the switch is disarmed; when it was and is active, the switch is disarmed and the files stay; else it stays armed. Gives what is there
     * afterwards.
     */
    Outcome<Optional<SwitchState>> settle(HostName host);

    /**
     * For a gate that did not pass: what the deadline would do, now, and without asking whether the process is healthy. Also for one that
     * has fired and left the process alone. Nothing is restarted that was not restarted since the switch was armed, and nothing is
     * restarted twice, even when the deadline comes at the same moment.
     *
     * <p>Does not wait for a unit that is slow to stop or to start. Gives what is there afterwards: nothing when there was none; while it is
     * armed, the restart is under way, or the deadline is at work: ask again, that is harmless, until it is not. Should nobody ask again,
     * the deadline ends what was begun. What it did is then to be read until it is told to forget it.
     */
    Outcome<Optional<SwitchState>> takeBack(HostName host);

    /** What is there now; looks only. */
    Outcome<Optional<SwitchState>> state(HostName host);

    /** Removes one that has fired with everything that belongs to it; refused while it is armed. */
    Outcome<Nothing> forget(HostName host);
}
