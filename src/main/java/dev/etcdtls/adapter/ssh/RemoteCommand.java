package dev.etcdtls.adapter.ssh;

import dev.etcdtls.inventory.SshAddress;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A script as it goes over the wire: the command line, and what is written to its standard input.
 *
 * <p>Without data the script itself goes over standard input, as one function: a connection that is cut half way leaves a syntax error
 * and nothing is run, and sudo logs one short line. With data the script stands on the command line, the data never does. Every command
 * runs under {@code timeout}, because a lost connection does not end it.
 */
record RemoteCommand(String title, String line, String input, Duration limit) {
    /** A script without data. */
    static RemoteCommand of(SshAddress as, RemoteScript script, Duration window, List<String> arguments) {
        Duration limit = script.limit().plus(window);
        String input = "run() {\n" + script.text() + "\n}\nrun \"$@\" </dev/null\n";
        return new RemoteCommand(script.title(), root(as, limit) + "sh -s -- " + quoted(arguments), input, limit);
    }

    /** A script that reads data from its standard input. */
    static RemoteCommand withData(SshAddress as, RemoteScript script, String data, List<String> arguments) {
        String line = root(as, script.limit()) + "sh -c " + quote(script.text()) + " " + script.title() + " "
                + quoted(arguments);
        return new RemoteCommand(script.title(), line, data, script.limit());
    }

    private static String root(SshAddress as, Duration limit) {
        return (as.user().equals("root") ? "" : "sudo -n ") + "timeout -k 5 " + limit.toSeconds() + " ";
    }

    private static String quoted(List<String> arguments) {
        return arguments.stream().map(RemoteCommand::quote).collect(Collectors.joining(" "));
    }

    /** A word for a POSIX shell. */
    static String quote(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }

    @Override
    public String toString() {
        return title;
    }
}
