package dev.etcdtls.adapter.ssh;

import com.jcraft.jsch.JSchHostKeyException;
import com.jcraft.jsch.JSchUnknownHostKeyException;
import dev.etcdtls.inventory.HostEntry;
import dev.etcdtls.inventory.SshAddress;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.Problem;
import java.io.FileNotFoundException;
import java.net.UnknownHostException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;

/**
 * Puts a failed login into words.
 *
 * @param offered the host key that the host showed, if it came so far
 */
record LoginFailure(SshSettings settings, HostEntry host, Optional<HostKeyDigest> offered) {
    Problem problem(Exception cause) {
        String said = String.valueOf(cause.getMessage());
        Throwable root = rootOf(cause);
        if (root instanceof FileNotFoundException || root instanceof NoSuchFileException) {
            return HostProblems.of(
                    ErrorCode.FLAG_INVALID,
                    host.name(),
                    "a file cannot be read: " + said,
                    "check --identity and --ssh-config");
        }
        if (said.contains("jump host ") && root instanceof JSchHostKeyException) {
            return HostProblems.of(
                    ErrorCode.HOST_KEY_UNKNOWN,
                    host.name(),
                    "on the way to " + host.ssh() + ", " + said,
                    "compare the jump host's fingerprint with its own and add its key to " + settings.knownHosts());
        }
        if (cause instanceof JSchUnknownHostKeyException) {
            return unknownKey();
        }
        if (cause instanceof JSchHostKeyException) {
            return changedKey();
        }
        if (said.startsWith("Auth ")
                || said.contains("USERAUTH")
                || said.contains("Too many authentication failures")) {
            return authentication(said);
        }
        return HostProblems.unreachable(host.name(), host.ssh(), reason(root));
    }

    private Problem unknownKey() {
        return HostProblems.of(
                ErrorCode.HOST_KEY_UNKNOWN,
                host.name(),
                "the host key of " + host.ssh() + shown() + " is not in " + settings.knownHosts(),
                "run `" + keyscan() + "`, compare its `ssh-keygen -lf` fingerprint with the host's own, then add it to "
                        + settings.knownHosts());
    }

    private Problem changedKey() {
        return HostProblems.of(
                ErrorCode.HOST_KEY_UNKNOWN,
                host.name(),
                "the host key of " + host.ssh() + shown() + " is not the one in " + settings.knownHosts()
                        + ": the host was set up anew, or somebody stands in between",
                "find out which; if it was set up anew, remove its old line with `ssh-keygen -R`, then add the output"
                        + " of `"
                        + keyscan() + "`");
    }

    private Problem authentication(String said) {
        String tried = settings.identity()
                .map(file -> file + " was tried")
                .orElse("the SSH agent and the keys of ~/.ssh were tried");
        return HostProblems.of(
                ErrorCode.SSH_AUTHENTICATION,
                host.name(),
                "user " + host.ssh().user() + " cannot log in by key (" + said + "); " + tried,
                "name the right key with --identity, or load it into the SSH agent (a key with a passphrase only works"
                        + " there)");
    }

    private String shown() {
        return offered.map(key -> " (" + key + ")").orElse("");
    }

    private String keyscan() {
        SshAddress address = host.ssh();
        return "ssh-keyscan " + (address.port() == 22 ? "" : "-p " + address.port() + " ") + address.host();
    }

    private static Throwable rootOf(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    private static String reason(Throwable root) {
        String said = root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
        return root instanceof UnknownHostException ? "the name " + said + " is unknown" : said;
    }
}
