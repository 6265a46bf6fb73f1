package dev.etcdtls.adapter.ssh;

import dev.etcdtls.model.HostName;
import dev.etcdtls.model.Outcome;
import dev.etcdtls.model.UnitName;
import dev.etcdtls.observation.EtcdService.Unit;
import dev.etcdtls.port.Nothing;
import dev.etcdtls.port.Services;
import java.util.List;
import java.util.Optional;

/** Units of hosts by systemctl and journalctl. */
final class SshServices implements Services {
    private static final int MOST_LINES = 1000;

    private final RootShell shell;

    SshServices(RootShell shell) {
        this.shell = shell;
    }

    @Override
    public Outcome<Nothing> restart(HostName host, UnitName unit) {
        return done(
                host, "asking systemd to restart " + unit, shell.run(host, RemoteScript.RESTART_UNIT, unit.value()));
    }

    @Override
    public Outcome<Nothing> reload(HostName host) {
        return done(
                host,
                "letting systemd read its unit files again",
                shell.run(host, RemoteScript.UNIT_CHANGE, "daemon-reload"));
    }

    @Override
    public Outcome<Nothing> enableNow(HostName host, UnitName unit) {
        return change(host, "enable", unit);
    }

    @Override
    public Outcome<Nothing> disableNow(HostName host, UnitName unit) {
        return change(host, "disable", unit);
    }

    @Override
    public Outcome<Nothing> reloadUnit(HostName host, UnitName unit) {
        return change(host, "reload", unit);
    }

    private Outcome<Nothing> change(HostName host, String what, UnitName unit) {
        return done(
                host,
                "asking systemd to " + what + " " + unit,
                shell.run(host, RemoteScript.UNIT_CHANGE, what, unit.value()));
    }

    private static Outcome<Nothing> done(HostName host, String what, Outcome<Finished> ended) {
        return RootShell.output(host, what, ended).then(_ -> new Outcome.Done<>(Nothing.NOTHING));
    }

    @Override
    public Outcome<Unit> state(HostName host, UnitName unit) {
        String what = "asking systemd for " + unit;
        return RootShell.output(host, what, shell.run(host, RemoteScript.UNIT_STATE, unit.value()))
                .then(out -> {
                    Optional<Unit> state = UnitReading.of(unit, out.lines().toList(), List.of());
                    return state.<Outcome<Unit>>map(Outcome.Done::new)
                            .orElseGet(() -> new Outcome.Refused<>(
                                    HostProblems.failed(host, what, "systemd knows no such unit")));
                });
    }

    @Override
    public Outcome<String> log(HostName host, UnitName unit, int lines) {
        String most = String.valueOf(Math.min(lines, MOST_LINES));
        return RootShell.output(
                host, "reading the log of " + unit, shell.run(host, RemoteScript.UNIT_LOG, unit.value(), most));
    }
}
