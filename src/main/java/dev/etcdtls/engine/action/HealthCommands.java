package dev.etcdtls.engine.action;

import dev.etcdtls.step.Move;
import java.util.Optional;

/** What a host asks a moved consumer by itself when the tool is gone: commands of the POSIX shell that exit with 0 when it is well. */
final class HealthCommands {
    private HealthCommands() {}

    static String of(Move move) {
        return switch (move.proof()) {
            case Move.Proof.Apiserver(var address, Optional<String> _, Optional<String> ready) ->
                joined(
                        "case $(curl -sk -o /dev/null -w '%{http_code}' -m 5 https://" + address
                                + "/readyz) in 200 | 401 | 403) ;; *) exit 1 ;; esac",
                        ready);
            case Move.Proof.Flannel(var subnetFile, Optional<String> ready) ->
                joined("[ -s " + subnetFile + " ] || exit 1", ready);
            case Move.Proof.Command(Optional<String> ready) -> joined(":", ready);
        };
    }

    /** A command of the inventory may end the shell that it runs in. */
    private static String joined(String own, Optional<String> ready) {
        return own + "\n"
                + ready.map(command -> "(\n" + command + "\n) || exit 1\n").orElse("");
    }
}
