package dev.etcdtls.adapter.terminal;

import dev.etcdtls.port.Supervisor;
import java.util.function.Function;

/**
 * Asks the person at the terminal. Only {@code yes} is a yes. Where nobody is there, the answer is {@link Answer#NOBODY}, never a wait.
 * Closing plaintext may be approved on the command line; a gate that could not tell may not.
 */
public final class TerminalSupervisor implements Supervisor {
    private final Approval approval;
    private final Terminal terminal;
    private final Function<Question, String> wording;

    /** Whether closing plaintext was approved on the command line. */
    public enum Approval {
        NONE,
        ENFORCE
    }

    /** @param wording how a question is put to a person */
    public TerminalSupervisor(Approval approval, Terminal terminal, Function<Question, String> wording) {
        this.approval = approval;
        this.terminal = terminal;
        this.wording = wording;
    }

    @Override
    public Answer ask(Question question) {
        if (approval == Approval.ENFORCE && question instanceof Question.ClosePlaintext) {
            return Answer.YES;
        }
        return terminal.ask(wording.apply(question) + "Type 'yes' to go on, anything else stops: ")
                .map(typed -> typed.strip().equals("yes") ? Answer.YES : Answer.STOP)
                .orElse(Answer.NOBODY);
    }

    @Override
    public String name() {
        String user = System.getProperty("user.name", "unknown");
        return approval == Approval.ENFORCE ? user + " by --approve enforce" : user + " at the terminal";
    }
}
