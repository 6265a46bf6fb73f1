package dev.etcdtls.adapter.terminal;

import dev.etcdtls.port.Supervisor;
import java.util.Optional;
import java.util.function.Function;

/**
 * Asks the person at the terminal where the gate wants it. Only {@code yes} is a yes. Where nobody is there, a question of a gate is
 * answered {@link Answer#NOBODY}, never by waiting.
 */
public final class TerminalSupervisor implements Supervisor {
    private final Gate gate;
    private final Approval approval;
    private final Terminal terminal;
    private final Function<Question, String> wording;

    /** Whether closing plaintext was approved on the command line. */
    public enum Approval {
        NONE,
        ENFORCE
    }

    /** @param wording how a question is put to a person */
    public TerminalSupervisor(Gate gate, Approval approval, Terminal terminal, Function<Question, String> wording) {
        this.gate = gate;
        this.approval = approval;
        this.terminal = terminal;
        this.wording = wording;
    }

    @Override
    public Answer ask(Question question) {
        if (isAnswered(question)) {
            return Answer.YES;
        }
        return question instanceof Question.GoOnInconclusive && gate == Gate.NONE ? Answer.NOBODY : askPerson(question);
    }

    @Override
    public String name() {
        String user = System.getProperty("user.name", "unknown");
        return approval == Approval.ENFORCE ? user + " by --approve enforce" : user + " at the terminal";
    }

    /** Whether the flags already answer this question. An inconclusive gate is never passed by a flag. */
    private boolean isAnswered(Question question) {
        return switch (question) {
            case Question.EnterPhase _ -> gate != Gate.STEP && gate != Gate.PHASE;
            case Question.DoStep _ -> gate != Gate.STEP;
            case Question.ClosePlaintext _ -> approval == Approval.ENFORCE;
            case Question.GoOnInconclusive _ -> false;
        };
    }

    private Answer askPerson(Question question) {
        Optional<String> line = terminal.ask(wording.apply(question) + "Type 'yes' to go on, anything else stops: ");
        return line.map(typed -> typed.strip().equals("yes") ? Answer.YES : Answer.STOP)
                .orElse(Answer.NOBODY);
    }
}
