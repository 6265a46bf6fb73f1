package dev.etcdtls.port;

import dev.etcdtls.model.ClientUrl;
import dev.etcdtls.model.HostName;
import dev.etcdtls.model.Outcome;
import dev.etcdtls.model.RunId;
import dev.etcdtls.observation.SwitchState;
import dev.etcdtls.step.FileEdit;
import dev.etcdtls.step.StepId;
import dev.etcdtls.step.Target;
import java.util.Optional;

/**
 * A switch on a host that takes a step back by itself when nobody disarms it, whatever becomes of the tool and of the link to it. It
 * survives a reboot of the host.
 *
 * <p>At its deadline, under a lock of the host:
 *
 * <ol>
 *   <li>The process was not restarted since the switch was armed: the file goes back, nothing is restarted.
 *   <li>The process runs with the new settings and answers healthily over its own new listener: it is left alone.
 *   <li>Else the file goes back, the unit's failures are forgotten, and it is restarted once.
 * </ol>
 *
 * <p>What it did stays on the host to be read until it is told to forget it.
 */
public interface DeadManSwitch {
    /**
     * Arms it; the file must be as before the edit, or an earlier arming must have kept its former bytes: when neither is so, there is nothing
     * to go back to, nothing is armed, and nothing is given. Arming again for the same step starts its time anew. Refused while one of
     * another step or run lies there. The deadline is 60 s away, or three times what the
     * unit's last stop and start took when that is longer.
     */
    Outcome<Optional<SwitchState>> arm(HostName host, Charge charge);

    /**
     * After the gate: takes it away with everything that belongs to it. Gives what is there afterwards: nothing when it never fired; one
     * that has fired stays as it is.
     */
    Outcome<Optional<SwitchState>> disarm(HostName host);

    /**
     * For a step that stopped half way. When the process was not restarted since, the file goes back, unless somebody else changed it, and
     * the switch is disarmed; when it was and is active, the switch is disarmed and the file stays; else it stays armed. Gives what is there
     * afterwards.
     */
    Outcome<Optional<SwitchState>> settle(HostName host);

    /** What is there now; looks only. */
    Outcome<Optional<SwitchState>> state(HostName host);

    /** Removes one that has fired with everything that belongs to it; refused while it is armed. */
    Outcome<Nothing> forget(HostName host);

    /**
     * What a switch needs to know.
     *
     * @param healthy the listener that the new settings give the member, where it must answer
     */
    record Charge(RunId run, StepId step, Target target, FileEdit edit, ClientUrl healthy) {}
}
