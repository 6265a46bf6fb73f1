package dev.etcdtls.adapter.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etcdtls.model.FilePath;
import dev.etcdtls.model.HostName;
import dev.etcdtls.model.RunId;
import dev.etcdtls.observation.SwitchState;
import dev.etcdtls.observation.SwitchState.Stage;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SwitchReadingTest {
    private static final HostName HOST = new HostName("a1");
    private static final RunId RUN = new RunId("run-1");

    @ParameterizedTest
    @CsvSource({
        "armed,ARMED",
        "restarting,ARMED",
        "put-back,PUT_BACK",
        "left-alone,LEFT_ALONE",
        "restarted,RESTARTED",
        "restarted-in-vain,RESTARTED_IN_VAIN"
    })
    void readsEveryStage(String word, Stage stage) {
        assertThat(SwitchReading.read(HOST, word + " run-1 accept/m1 1795492964")
                        .orThrow())
                .contains(new SwitchState(RUN, "accept/m1", stage, Instant.ofEpochSecond(1795492964L)));
    }

    @Test
    void readsWhichFilesWereLeftToSomebodyElse() {
        assertThat(SwitchReading.read(HOST, "left-to-others run-1 consumers/a1 1795492964 /etc/a.env,/etc/b.conf")
                        .orThrow())
                .contains(new SwitchState(
                        RUN,
                        "consumers/a1",
                        Stage.LEFT_TO_OTHERS,
                        Instant.ofEpochSecond(1795492964L),
                        List.of(new FilePath("/etc/a.env"), new FilePath("/etc/b.conf"))));
    }

    @Test
    void anEmptyLineIsNoSwitch() {
        assertThat(SwitchReading.read(HOST, "").orThrow()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gone run-1 accept/m1 1795492964",
                "armed run-1 accept/m1",
                "armed run-1 accept/m1 soon",
                "restarted run-1 accept/m1 1795492964 etc/a.env",
                "restarted run-1 accept/m1 1795492964 /etc/a.env more"
            })
    void aLineThatNoSwitchHasWrittenIsNotPassedOver(String line) {
        assertThat(SwitchReading.read(HOST, line).isDone()).isFalse();
    }
}
