package dev.etcdtls.adapter.ssh;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How the tool logs in.
 *
 * @param knownHosts the host keys that are trusted; no other is, ever
 * @param identity the private key to log in with; absent: the SSH agent, then the usual keys of {@code ~/.ssh}
 * @param config an OpenSSH client configuration (HostName, User, Port, IdentityFile, ProxyJump, algorithms)
 */
public record SshSettings(Path knownHosts, Optional<Path> identity, Optional<Path> config) {
    /** What {@code ssh} itself would take for a person with this home folder. */
    public static SshSettings ofHome(Path home) {
        Path folder = home.resolve(".ssh");
        return new SshSettings(
                folder.resolve("known_hosts"),
                Optional.empty(),
                Optional.of(folder.resolve("config")).filter(Files::isReadable));
    }
}
