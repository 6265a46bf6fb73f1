package dev.etcdtls.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Real signals to a process of its own. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StopSignalTest {
    private static final int BY_INTERRUPT = 130;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void end() {
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void theFirstAsksAndTheSecondEndsTheProcessWithWords() throws IOException, InterruptedException {
        Process process = start();
        BufferedReader said = said(process);
        assertThat(said.readLine()).isEqualTo("ready");

        signal(process, "INT");
        assertThat(List.of(said.readLine(), said.readLine()))
                .containsExactlyInAnyOrder(
                        "asked to end by SIGINT: ends at the next resting state; once more ends it at once", "asked");
        assertThat(process.isAlive()).isTrue();
        signal(process, "INT");

        assertThat(process.waitFor()).isEqualTo(BY_INTERRUPT);
        assertThat(said.lines()).containsExactly("ended at once by SIGINT", "in doubt: none");
    }

    /** The session of a person breaks: that is a reason to come to rest, and none to stop in the middle of a step. */
    @Test
    void aTerminalThatIsLostNeverEndsIt() throws IOException, InterruptedException {
        Process process = start();
        BufferedReader said = said(process);
        assertThat(said.readLine()).isEqualTo("ready");

        for (int times = 0; times < 3; times++) {
            signal(process, "HUP");
            assertThat(said.readLine()).isNotNull();
        }

        assertThat(process.waitFor(300, TimeUnit.MILLISECONDS)).isFalse();
    }

    @Test
    void aReaderThatStallsDoesNotKeepItAlive() throws IOException, InterruptedException {
        Process process = start("stalled");
        BufferedReader said = said(process);
        assertThat(said.readLine()).isEqualTo("ready");

        signal(process, "INT");
        assertThat(said.readLine()).isEqualTo("asked");
        signal(process, "INT");

        assertThat(process.waitFor()).isEqualTo(BY_INTERRUPT);
    }

    private Process start(String... arguments) throws IOException {
        // A job in the background inherits signals that are ignored, and Java then never hears them.
        List<String> command = new ArrayList<>(List.of(
                "env",
                "--default-signal",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                StoppedProcess.class.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        started.add(process);
        return process;
    }

    private static void signal(Process process, String name) throws IOException, InterruptedException {
        int code = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .inheritIO()
                .start()
                .waitFor();
        assertThat(code).isZero();
    }

    private static BufferedReader said(Process process) {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }
}
