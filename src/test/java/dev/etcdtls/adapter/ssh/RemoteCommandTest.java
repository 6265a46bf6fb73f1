package dev.etcdtls.adapter.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etcdtls.inventory.SshAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RemoteCommandTest {
    private static final SshAddress OPS = SshAddress.parse("ops@192.0.2.1");

    @Test
    void dataNeverStandsOnTheCommandLine() {
        RemoteCommand command =
                RemoteCommand.withData(OPS, RemoteScript.WRITE_FILE, "a secret", List.of("/etc/x", "root"));

        assertThat(command.line()).startsWith("sudo -n timeout -k 5 30 sh -c '").endsWith("write-file '/etc/x' 'root'");
        assertThat(command.line()).doesNotContain("a secret");
        assertThat(command.input()).isEqualTo("a secret");
    }

    @Test
    void aScriptWithoutDataKeepsTheCommandLineShort() {
        RemoteCommand command =
                RemoteCommand.of(OPS, RemoteScript.REMOVE, Duration.ofSeconds(5), List.of("/a b", "it's"));

        assertThat(command.line()).isEqualTo("sudo -n timeout -k 5 35 sh -s -- '/a b' 'it'\\''s'");
    }

    @Test
    void rootNeedsNoSudo() {
        RemoteCommand command =
                RemoteCommand.of(SshAddress.parse("root@192.0.2.1"), RemoteScript.REMOVE, Duration.ZERO, List.of("/x"));

        assertThat(command.line()).startsWith("timeout ");
    }

    /** A connection that is cut while the script is sent leaves an open function, which a shell does not run. */
    @ParameterizedTest
    @EnumSource(RemoteScript.class)
    void aScriptThatArrivesHalfRunsNothing(RemoteScript script) throws Exception {
        String input = RemoteCommand.of(OPS, script, Duration.ZERO, List.of()).input();
        Process shell = new ProcessBuilder("sh", "-s")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var stdin = shell.outputWriter()) {
            stdin.write(input.substring(0, input.length() - 30));
        }

        assertThat(shell.waitFor()).isNotZero();
    }

    /** Every script at least parses, with the shell's own eyes. */
    @ParameterizedTest
    @EnumSource(RemoteScript.class)
    void everyScriptIsAShellScript(RemoteScript script) throws Exception {
        Process shell = new ProcessBuilder("sh", "-n").start();
        try (var stdin = shell.outputWriter()) {
            stdin.write(RemoteCommand.of(OPS, script, Duration.ZERO, List.of()).input());
        }

        assertThat(new String(shell.getErrorStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8))
                .isEmpty();
        assertThat(shell.waitFor()).isZero();
    }
}
