package dev.etcdtls.adapter.ssh;

import dev.etcdtls.certificate.CertificateFolder;
import dev.etcdtls.config.ConfigStyle;
import dev.etcdtls.config.VariablePrefix;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.FilePath;
import dev.etcdtls.model.HostName;
import dev.etcdtls.model.Outcome;
import dev.etcdtls.observation.SwitchState;
import dev.etcdtls.port.DeadManSwitch;
import dev.etcdtls.port.Nothing;
import dev.etcdtls.step.FileEdit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The dead-man switch as a timer, a service and a script on the host; the script is what a person on the host reads, and it is what every
 * call here runs.
 */
final class SshDeadManSwitch implements DeadManSwitch {
    private static final int NO_FLOCK = 47;
    private static final int ANOTHER = 51;
    private static final int NOTHING_TO_GO_BACK_TO = 52;
    private static final String NEXT = "look at /var/lib/etcd-tls/deadman on the host, then resume";

    private final RootShell shell;

    SshDeadManSwitch(RootShell shell) {
        this.shell = shell;
    }

    @Override
    public Outcome<Optional<SwitchState>> arm(HostName host, Charge charge) {
        FileEdit edit = charge.edit();
        List<String> arguments = new ArrayList<>(List.of(
                "arm",
                charge.run().value(),
                charge.step().value(),
                charge.target().unit().value(),
                charge.target().user().user(),
                charge.target().user().group(),
                edit.style().path().value(),
                edit.before().sha256(),
                edit.after().sha256(),
                charge.healthy().toString(),
                CertificateFolder.MEMBER.current().value()));
        arguments.addAll(settings(edit));
        return shell.runWithData(
                        host,
                        RemoteScript.DEAD_MAN_ARM,
                        RemoteScript.DEAD_MAN_SWITCH.whole(),
                        arguments.toArray(String[]::new))
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
            default -> refused(host, "it could not be armed: " + ended.complaint());
        };
    }

    private static <T> Outcome<T> refused(HostName host, String why) {
        return new Outcome.Refused<>(HostProblems.of(ErrorCode.STEP_FAILED, host, "the dead-man switch: " + why, NEXT));
    }

    /** What the environment of a process with the new settings holds; a name without a value is a variable that is gone. */
    private static List<String> settings(FileEdit edit) {
        return switch (edit.style()) {
            case ConfigStyle.EnvironmentFile(FilePath _, VariablePrefix prefix) -> variables(prefix, edit);
            case ConfigStyle.SystemdDropIn(FilePath _, VariablePrefix prefix) -> variables(prefix, edit);
            case ConfigStyle.UnitDependency _ -> List.of();
            case ConfigStyle.ExecStartFlags _, ConfigStyle.FlagsInVariable _, ConfigStyle.StaticPod _ ->
                throw new IllegalArgumentException("flags are not in the environment, where the switch looks for them");
        };
    }

    private static List<String> variables(VariablePrefix prefix, FileEdit edit) {
        return edit.set().entrySet().stream()
                .map(setting -> prefix.variable(setting.getKey())
                        + (setting.getValue().isEmpty() ? "" : "=" + setting.getValue()))
                .toList();
    }
}
