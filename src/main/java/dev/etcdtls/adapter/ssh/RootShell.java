package dev.etcdtls.adapter.ssh;

import dev.etcdtls.inventory.SshAddress;
import dev.etcdtls.model.HostName;
import dev.etcdtls.model.Outcome;
import dev.etcdtls.model.Problem;
import java.time.Duration;
import java.util.List;

/** Runs scripts on hosts as root. */
final class RootShell {
    /** By {@code timeout}: the command was ended, or had to be killed. */
    private static final int ENDED = 124;

    private static final int KILLED = 137;

    private final SshConnections connections;

    RootShell(SshConnections connections) {
        this.connections = connections;
    }

    /** Runs a script to its end, whatever its exit code. */
    Outcome<Finished> run(HostName host, RemoteScript script, String... arguments) {
        return run(host, script, Duration.ZERO, arguments);
    }

    /** Runs a script that watches for a while. */
    Outcome<Finished> run(HostName host, RemoteScript script, Duration window, String... arguments) {
        return judged(host, RemoteCommand.of(address(host), script, window, List.of(arguments)));
    }

    /** Runs a script that reads data from its standard input. */
    Outcome<Finished> runWithData(HostName host, RemoteScript script, String data, String... arguments) {
        return judged(host, RemoteCommand.withData(address(host), script, data, List.of(arguments)));
    }

    /** The answer of a script that ended well; any other end is {@code what} and its complaint. */
    static Outcome<String> output(HostName host, String what, Outcome<Finished> ended) {
        return ended.then(finished -> finished.exit() == 0
                ? new Outcome.Done<>(finished.out())
                : new Outcome.Refused<>(HostProblems.failed(host, what, finished.complaint())));
    }

    private Outcome<Finished> judged(HostName host, RemoteCommand command) {
        return connections.to(host).run(command).then(finished -> {
            if (finished.exit() == ENDED || finished.exit() == KILLED) {
                String why = "it was ended after " + command.limit().toSeconds() + " s";
                return new Outcome.Unknown<>(HostProblems.outcomeUnknown(host, command.title(), why));
            }
            return wasSudo(finished) ? new Outcome.Refused<>(noSudo(host, finished)) : new Outcome.Done<>(finished);
        });
    }

    /** sudo's own complaints start with its name in every language; it leaves with 1, the shell with 127 when there is none. */
    private static boolean wasSudo(Finished finished) {
        boolean refused = finished.exit() == 1 && finished.err().startsWith("sudo: ");
        boolean missing = finished.exit() == 127 && finished.err().contains("sudo: ");
        return finished.out().isEmpty() && (refused || missing);
    }

    private Problem noSudo(HostName host, Finished finished) {
        return HostProblems.noSudo(host, address(host).user(), finished.complaint());
    }

    private SshAddress address(HostName host) {
        return connections.to(host).host().ssh();
    }
}
