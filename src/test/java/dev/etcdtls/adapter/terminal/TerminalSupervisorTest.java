package dev.etcdtls.adapter.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etcdtls.adapter.terminal.TerminalSupervisor.Approval;
import dev.etcdtls.model.FilePath;
import dev.etcdtls.model.HostName;
import dev.etcdtls.port.Supervisor.Answer;
import dev.etcdtls.port.Supervisor.Question;
import dev.etcdtls.step.Phase;
import dev.etcdtls.step.Step;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalSupervisorTest {
    private static final Step STEP =
            new Step.KeepFiles(new HostName("m1"), new FilePath("/var/lib/etcd-tls/kept/c1"), List.of());

    /** Nobody is there: what the flag does not answer is answered NOBODY, and never waits. */
    @ParameterizedTest
    @CsvSource({"NONE, NOBODY", "ENFORCE, YES"})
    void theFlagAnswersOnlyTheClosingOfPlaintext(Approval approval, Answer close) {
        TerminalSupervisor supervisor = new TerminalSupervisor(approval, _ -> Optional.empty(), _ -> "");

        assertThat(supervisor.ask(new Question.ClosePlaintext(List.of()))).isEqualTo(close);
        assertThat(supervisor.ask(new Question.EnterPhase(Phase.ACCEPT, List.of())))
                .isEqualTo(Answer.NOBODY);
        assertThat(supervisor.ask(new Question.DoStep(STEP))).isEqualTo(Answer.NOBODY);
        assertThat(supervisor.ask(new Question.GoOnInconclusive(STEP, List.of())))
                .isEqualTo(Answer.NOBODY);
    }

    @ParameterizedTest
    @CsvSource({"yes, YES", "' yes ', YES", "y, STOP", "YES, STOP", "'', STOP", "no, STOP"})
    void onlyYesIsAYes(String typed, Answer answer) {
        TerminalSupervisor supervisor = new TerminalSupervisor(Approval.NONE, _ -> Optional.of(typed), _ -> "");

        assertThat(supervisor.ask(new Question.ClosePlaintext(List.of()))).isEqualTo(answer);
    }

    @Test
    void saysWhoSaidYes() {
        assertThat(new TerminalSupervisor(Approval.ENFORCE, _ -> Optional.empty(), _ -> "").name())
                .endsWith("by --approve enforce");
    }
}
