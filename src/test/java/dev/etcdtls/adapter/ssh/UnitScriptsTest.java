package dev.etcdtls.adapter.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code unit-change.sh} with a systemctl that keeps a record of what it was asked. */
class UnitScriptsTest {
    private static final String SYSTEMCTL = """
            #!/bin/sh
            [ "$1" = show ] || echo "$*" >>STATE/calls
            case "$1 $4" in
              'show ActiveState') echo "ActiveState=$(cat STATE/active)" ;;
              'show LoadState') echo "LoadState=$(cat STATE/load)" ;;
            esac
            [ ! -f STATE/fails-$1 ]
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void makeSystemctl() throws IOException {
        Path systemctl = Files.writeString(folder.resolve("systemctl"), SYSTEMCTL.replace("STATE", folder.toString()));
        assertThat(systemctl.toFile().setExecutable(true)).isTrue();
        put("active", "active");
        put("load", "loaded");
        put("calls", "");
    }

    @Test
    void nobodyWaitsForAStart() throws Exception {
        assertThat(change("enable", "haproxy.service")).isZero();

        assertThat(calls())
                .containsExactly(
                        "reset-failed haproxy.service",
                        "enable --quiet haproxy.service",
                        "start --no-block haproxy.service");
    }

    @Test
    void aUnitThatCannotBeEnabledIsNotStarted() throws Exception {
        put("fails-enable", "");

        assertThat(change("enable", "haproxy.service")).isNotZero();

        assertThat(calls()).noneMatch(call -> call.startsWith("start"));
    }

    @Test
    void nobodyWaitsForAStop() throws Exception {
        assertThat(change("disable", "haproxy.service")).isZero();

        assertThat(calls())
                .containsExactly(
                        "stop --no-block haproxy.service",
                        "disable --quiet haproxy.service",
                        "reset-failed haproxy.service");
    }

    /** What was half made is taken back as what is whole. */
    @Test
    void aUnitThatNeverWasNeedsNothing() throws Exception {
        put("active", "inactive");
        put("load", "not-found");
        put("fails-reset-failed", "");

        assertThat(change("disable", "haproxy.service")).isZero();

        assertThat(calls()).containsExactly("reset-failed haproxy.service");
    }

    @Test
    void aRunningUnitWithoutItsFileIsStopped() throws Exception {
        put("load", "not-found");

        assertThat(change("disable", "haproxy.service")).isZero();

        assertThat(calls()).contains("stop --no-block haproxy.service").noneMatch(call -> call.startsWith("disable"));
    }

    @Test
    void aRefusedReloadIsAFailure() throws Exception {
        assertThat(change("reload", "haproxy.service")).isZero();
        put("fails-reload", "");

        assertThat(change("reload", "haproxy.service")).isNotZero();
        assertThat(calls()).containsOnly("reload haproxy.service");
    }

    @Test
    void allUnitFilesAreReadAgain() throws Exception {
        assertThat(change("daemon-reload")).isZero();

        assertThat(calls()).containsExactly("daemon-reload");
    }

    private int change(String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of("sh", "-c", RemoteScript.UNIT_CHANGE.text(), "unit-change"));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("PATH", folder + ":" + System.getenv("PATH"));
        builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
        return builder.start().waitFor();
    }

    private void put(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private List<String> calls() throws IOException {
        return Files.readAllLines(folder.resolve("calls"));
    }
}
