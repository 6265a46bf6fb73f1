package dev.etcdtls.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Flags that every command takes, before or after its name. */
final class GlobalFlags {
    @Option(
            names = {"-i", "--inventory"},
            scope = ScopeType.INHERIT,
            paramLabel = "FILE",
            defaultValue = "inventory.yaml",
            description = "what the operator declares (${DEFAULT-VALUE})")
    Path inventory = Path.of("inventory.yaml");

    @Option(
            names = "--run-dir",
            scope = ScopeType.INHERIT,
            paramLabel = "DIR",
            defaultValue = "runs",
            description = "where runs are kept (${DEFAULT-VALUE})")
    Path runDirectory = Path.of("runs");

    @Option(
            names = "--output",
            scope = ScopeType.INHERIT,
            paramLabel = "text|json",
            defaultValue = "text",
            description = "form of the result on stdout (${DEFAULT-VALUE}); the story goes to stderr")
    Output output = Output.TEXT;

    @Option(
            names = "--ssh-config",
            scope = ScopeType.INHERIT,
            paramLabel = "FILE",
            description = "an ssh_config to read (~/.ssh/config)")
    Optional<Path> sshConfig = Optional.empty();

    @Option(
            names = "--known-hosts",
            scope = ScopeType.INHERIT,
            paramLabel = "FILE",
            description = "known host keys (~/.ssh/known_hosts)")
    Optional<Path> knownHosts = Optional.empty();

    @Option(
            names = "--identity",
            scope = ScopeType.INHERIT,
            paramLabel = "FILE",
            description = "the private key for SSH (agent, then ~/.ssh)")
    Optional<Path> identity = Optional.empty();

    @Option(names = "--verbose", scope = ScopeType.INHERIT, description = "tell more on stderr, stack traces included")
    boolean verbose;

    /** The flags that say how hosts are reached, as they were given; empty when none was. */
    String access() {
        List<String> given = new ArrayList<>();
        sshConfig.ifPresent(file -> given.add("--ssh-config " + quoted(file)));
        knownHosts.ifPresent(file -> given.add("--known-hosts " + quoted(file)));
        identity.ifPresent(file -> given.add("--identity " + quoted(file)));
        return String.join(" ", given);
    }

    private static String quoted(Path file) {
        String text = file.toString();
        return text.matches("[A-Za-z0-9._/~+-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
