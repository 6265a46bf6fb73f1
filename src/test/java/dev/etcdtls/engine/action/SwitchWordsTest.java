package dev.etcdtls.engine.action;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etcdtls.model.FilePath;
import dev.etcdtls.model.RunId;
import dev.etcdtls.observation.SwitchState;
import dev.etcdtls.observation.SwitchState.Stage;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SwitchWordsTest {
    private static final FilePath FILE = new FilePath("/etc/default/kube-apiserver");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PUT_BACK | the configuration is as it was before the step, and nothing was restarted",
                "RESTARTED | the configuration is as it was before the step, and the unit was restarted with it once and is active",
            })
    void saysWhatBecameOfTheStep(Stage stage, String words) {
        assertThat(SwitchWords.did(state(stage, List.of()))).isEqualTo(words);
    }

    @Test
    void namesTheFilesThatSomebodyElseHasChanged() {
        assertThat(SwitchWords.did(state(Stage.RESTARTED_IN_VAIN, List.of(FILE))))
                .isEqualTo("the configuration is as it was before the step but for /etc/default/kube-apiserver, changed"
                        + " by somebody else since and left as found, and the unit was restarted with it once and did not"
                        + " become active");
        assertThat(SwitchWords.did(state(Stage.LEFT_TO_OTHERS, List.of(FILE))))
                .isEqualTo(
                        "somebody else has changed /etc/default/kube-apiserver since the step, and nothing was done");
    }

    private static SwitchState state(Stage stage, List<FilePath> left) {
        return new SwitchState(new RunId("run-1"), "consumers/a1", stage, Instant.EPOCH, left);
    }
}
