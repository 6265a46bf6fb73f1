package dev.etcdtls.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--no-such-flag",
                "no-such-command",
                "--output=xml",
                "-i",
                "apply --stall-budget=0s",
                "resume --stall-budget=1h"
            })
    void wrongFlagsAreWrongInput(String arguments) {
        assertThat(run(arguments)).isEqualTo(2);
        assertThat(err.toString()).startsWith("etcd-tls: ").contains("next: ");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void helpIsAResult() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString()).contains("Exit codes");
        assertThat(err.toString()).isEmpty();
    }

    private int run(String arguments) {
        return Main.run(
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                arguments.isEmpty() ? new String[0] : arguments.split(" "));
    }
}
