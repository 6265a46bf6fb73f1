package dev.etcdtls.adapter.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etcdtls.adapter.terminal.TerminalSupervisor.Approval;
import dev.etcdtls.adapter.terminal.TerminalSupervisor.Consent;
import dev.etcdtls.adapter.terminal.TerminalSupervisor.Patience;
import dev.etcdtls.event.Health;
import dev.etcdtls.model.FilePath;
import dev.etcdtls.model.HostName;
import dev.etcdtls.port.Supervisor.Answer;
import dev.etcdtls.port.Supervisor.Meanwhile;
import dev.etcdtls.port.Supervisor.Question;
import dev.etcdtls.step.Phase;
import dev.etcdtls.step.Step;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalSupervisorTest {
    private static final Step STEP =
            new Step.KeepFiles(new HostName("m1"), new FilePath("/var/lib/etcd-tls/kept/c1"), List.of());
    private static final Question CLOSE = new Question.ClosePlaintext(List.of(STEP));
    private static final Health HEALTH = new Health(Instant.EPOCH, List.of(), List.of(), new TreeMap<>());
    private static final Meanwhile NOTHING = () -> Optional.empty();

    /** The question is withdrawn as soon as the run has an answer from elsewhere. */
    private static final Terminal NOBODY_TYPES = (_, stands) -> {
        while (stands.getAsBoolean()) {
            // The person thinks.
            continue;
        }
        return Optional.empty();
    };

    private final StringWriter story = new StringWriter();

    @TempDir
    Path folder;

    /** Nobody is there: what the flag does not answer is answered NOBODY, and never waits. */
    @ParameterizedTest
    @CsvSource({"NONE, NOBODY", "ENFORCE, YES"})
    void theFlagAnswersOnlyTheClosingOfPlaintext(Approval approval, Answer close) {
        TerminalSupervisor supervisor = supervisor(new Consent(approval, Patience.NONE, Optional.empty()), nobody());

        assertThat(supervisor.ask(CLOSE, HEALTH, NOTHING)).isEqualTo(close);
        assertThat(supervisor.ask(new Question.EnterPhase(Phase.ACCEPT, List.of()), HEALTH, NOTHING))
                .isEqualTo(Answer.NOBODY);
        assertThat(supervisor.ask(new Question.DoStep(STEP), HEALTH, NOTHING)).isEqualTo(Answer.NOBODY);
        assertThat(supervisor.ask(new Question.GoOnInconclusive(STEP, List.of()), HEALTH, NOTHING))
                .isEqualTo(Answer.NOBODY);
    }

    @ParameterizedTest
    @CsvSource({"yes, YES", "' yes ', YES", "y, STOP", "YES, STOP", "'', STOP", "no, STOP", "skip, STOP"})
    void onlyYesIsAYes(String typed, Answer answer) {
        TerminalSupervisor supervisor = supervisor(Consent.AT_THE_TERMINAL, (_, _) -> Optional.of(typed));

        assertThat(supervisor.ask(CLOSE, HEALTH, NOTHING)).isEqualTo(answer);
    }

    /** {@code etcd-tls continue} and {@code abort} are heard while the question stands at the terminal. */
    @ParameterizedTest
    @CsvSource({"YES", "STOP"})
    void anAnswerFromElsewhereWithdrawsTheQuestion(Answer answer) {
        AtomicInteger looks = new AtomicInteger();
        Meanwhile later = () -> looks.incrementAndGet() < 3 ? Optional.empty() : Optional.of(answer);

        assertThat(supervisor(Consent.AT_THE_TERMINAL, NOBODY_TYPES).ask(CLOSE, HEALTH, later))
                .isEqualTo(answer);
        assertThat(looks).hasValue(3);
    }

    @Test
    void withPatienceARunWaitsWhereNobodyIsAtItsTerminal() {
        AtomicInteger looks = new AtomicInteger();
        Meanwhile later = () -> looks.incrementAndGet() < 5 ? Optional.empty() : Optional.of(Answer.YES);
        Consent waits = new Consent(Approval.NONE, Patience.WAITS, Optional.empty());

        assertThat(supervisor(waits, nobody()).ask(CLOSE, HEALTH, later)).isEqualTo(Answer.YES);
        assertThat(looks).hasValue(5);
        assertThat(story.toString()).contains("the question", "etcd-tls continue");
    }

    /** A file that an earlier night has left is no yes; one that comes now is. */
    @Test
    void theMakingOfTheFileIsTheYes() throws IOException {
        Path file = Files.createFile(folder.resolve("close-it"));
        AtomicInteger looks = new AtomicInteger();
        Meanwhile hands = () -> {
            switch (looks.incrementAndGet()) {
                case 3 -> remove(file);
                case 5 -> create(file);
                default -> {}
            }
            return Optional.empty();
        };
        TerminalSupervisor supervisor =
                supervisor(new Consent(Approval.NONE, Patience.WAITS, Optional.of(file)), nobody());

        assertThat(supervisor.ask(CLOSE, HEALTH, hands)).isEqualTo(Answer.YES);
        assertThat(looks).hasValue(5);
        assertThat(supervisor.name()).isEqualTo("the file " + file);
    }

    @Test
    void theFileAnswersNothingElse() throws IOException {
        Path file = folder.resolve("close-it");
        AtomicInteger looks = new AtomicInteger();
        Meanwhile hands = () -> {
            if (looks.incrementAndGet() == 2) {
                create(file);
            }
            return looks.get() < 6 ? Optional.empty() : Optional.of(Answer.STOP);
        };
        TerminalSupervisor supervisor =
                supervisor(new Consent(Approval.NONE, Patience.WAITS, Optional.of(file)), nobody());

        assertThat(supervisor.ask(new Question.GoOnInconclusive(STEP, List.of()), HEALTH, hands))
                .isEqualTo(Answer.STOP);
    }

    @Test
    void saysWhoSaidYes() {
        Consent approved = new Consent(Approval.ENFORCE, Patience.NONE, Optional.empty());
        TerminalSupervisor supervisor = supervisor(approved, (_, _) -> Optional.of("yes"));

        assertThat(supervisor.ask(CLOSE, HEALTH, NOTHING)).isEqualTo(Answer.YES);
        assertThat(supervisor.name()).endsWith("by --approve enforce");
        assertThat(supervisor.ask(new Question.DoStep(STEP), HEALTH, NOTHING)).isEqualTo(Answer.YES);
        assertThat(supervisor.name()).endsWith("at the terminal");
    }

    private TerminalSupervisor supervisor(Consent consent, Terminal terminal) {
        return new TerminalSupervisor(consent, terminal, new PrintWriter(story, true), (_, _) -> "the question\n");
    }

    private static Terminal nobody() {
        return (_, _) -> Optional.empty();
    }

    private static void remove(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void create(Path file) {
        try {
            Files.createFile(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
