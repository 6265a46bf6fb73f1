package dev.etcdtls.adapter.ssh;

import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.HostName;
import dev.etcdtls.model.Outcome;
import dev.etcdtls.observation.SwitchState;
import dev.etcdtls.port.Charge;
import dev.etcdtls.port.DeadManSwitch;
import dev.etcdtls.port.Nothing;
import java.util.Optional;

/**
 * The dead-man switch as a timer, a service and a script on the host; the script is what a person on the host reads, and it is what every
 * call here runs.
 */
final class SshDeadManSwitch implements DeadManSwitch {
    private static final int NO_FLOCK = 47;
    private static final int ANOTHER = 51;
    private static final int NOTHING_TO_GO_BACK_TO = 52;
    private static final int NO_HEALTH_CHECK = 53;
    private static final String NEXT = "look at /var/lib/etcd-tls/deadman on the host, then resume";

    private final RootShell shell;

    SshDeadManSwitch(RootShell shell) {
        this.shell = shell;
    }

    @Override
    public Outcome<Optional<SwitchState>> arm(HostName host, Charge charge) {
        ArmingWords told = ArmingWords.of(charge);
        return shell.runWithData(
                        host,
                        RemoteScript.DEAD_MAN_ARM,
                        RemoteScript.DEAD_MAN_SWITCH.whole() + told.behind().reveal(),
                        told.words().toArray(String[]::new))
                .then(ended -> armed(host, ended));
    }

    @Override
    public Outcome<Optional<SwitchState>> disarm(HostName host) {
        return ask(host, "disarm");
    }

    @Override
    public Outcome<Optional<SwitchState>> settle(HostName host) {
        return ask(host, "settle");
    }

    @Override
    public Outcome<Optional<SwitchState>> takeBack(HostName host) {
        return ask(host, "take-back");
    }

    @Override
    public Outcome<Optional<SwitchState>> state(HostName host) {
        return ask(host, "state");
    }

    @Override
    public Outcome<Nothing> forget(HostName host) {
        return ask(host, "forget")
                .then(left -> left.isEmpty()
                        ? new Outcome.Done<>(Nothing.NOTHING)
                        : new Outcome.Refused<>(HostProblems.of(
                                ErrorCode.STEP_FAILED,
                                host,
                                "the dead-man switch could not be taken away: it is armed",
                                NEXT)));
    }

    private Outcome<Optional<SwitchState>> ask(HostName host, String what) {
        return RootShell.output(host, "dead-man switch: " + what, shell.run(host, RemoteScript.DEAD_MAN, what))
                .then(out -> SwitchReading.read(host, out.strip()));
    }

    private static Outcome<Optional<SwitchState>> armed(HostName host, Finished ended) {
        return switch (ended.exit()) {
            case 0 ->
                SwitchReading.read(host, ended.out().strip())
                        .then(state -> state.isPresent()
                                ? new Outcome.Done<>(state)
                                : refused(host, "it was armed, and is not to be seen"));
            case NO_FLOCK ->
                new Outcome.Refused<>(HostProblems.toolMissing(host, ended.out().strip(), "arm the dead-man switch"));
            case ANOTHER ->
                refused(host, "another one lies there: " + ended.out().strip());
            case NOTHING_TO_GO_BACK_TO -> new Outcome.Done<>(Optional.empty());
            case NO_HEALTH_CHECK ->
                refused(host, "its health check is no shell script, or came half: " + ended.complaint());
            default -> refused(host, "it could not be armed: " + ended.complaint());
        };
    }

    private static <T> Outcome<T> refused(HostName host, String why) {
        return new Outcome.Refused<>(HostProblems.of(ErrorCode.STEP_FAILED, host, "the dead-man switch: " + why, NEXT));
    }
}
