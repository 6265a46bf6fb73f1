package dev.etcdtls.adapter.terminal;

import dev.etcdtls.event.Health;
import dev.etcdtls.port.Supervisor;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Asks the person at the terminal. Only {@code yes} is a yes. Where nobody is there, the answer is {@link Answer#NOBODY}, unless the run was
 * told to wait for an answer from elsewhere. Closing plaintext, or going back to it, may be approved on the command line; a gate that could not tell may not.
 */
public final class TerminalSupervisor implements Supervisor {
    private static final String PROMPT =
            "Type 'yes' to go on; anything else ends the run here. Nothing can be skipped.\n> ";

    private static final String USER = System.getProperty("user.name", "unknown");

    private final Consent consent;
    private final Terminal terminal;
    private final PrintWriter story;
    private final BiFunction<Question, Health, String> wording;
    private volatile String yesBy;

    /** What was approved on the command line: closing plaintext, or going back to it. */
    public enum Approval {
        NONE,
        ENFORCE,
        REVERT
    }

    /** Whether a run waits for an answer from another terminal when nobody is at its own. */
    public enum Patience {
        NONE,
        WAITS
    }

    /**
     * How a yes may be given other than at the terminal.
     *
     * @param file whose making is the yes to closing plaintext
     */
    public record Consent(Approval approval, Patience patience, Optional<Path> file) {
        public static final Consent AT_THE_TERMINAL = new Consent(Approval.NONE, Patience.NONE, Optional.empty());
    }

    /** @param wording how a question is put to a person */
    public TerminalSupervisor(
            Consent consent, Terminal terminal, PrintWriter story, BiFunction<Question, Health, String> wording) {
        this.consent = consent;
        this.terminal = terminal;
        this.story = story;
        this.wording = wording;
        this.yesBy = USER + " at the terminal";
    }

    @Override
    public Answer ask(Question question, Health health, Meanwhile meanwhile) {
        boolean closes = question instanceof Question.ClosePlaintext;
        yesBy = USER + " at the terminal";
        if (isApproved(question)) {
            yesBy = USER + " by --approve " + consent.approval().name().toLowerCase(Locale.ROOT);
            return Answer.YES;
        }
        String text = wording.apply(question, health);
        Ear ear = new Ear(meanwhile, new ContinueFile(closes ? consent.file() : Optional.empty()));
        Optional<String> typed = terminal.ask(text + PROMPT, ear::hearsNothing);
        if (typed.isPresent()) {
            return typed.get().strip().equals("yes") ? Answer.YES : Answer.STOP;
        }
        if (ear.heard.isPresent() || consent.patience() == Patience.NONE) {
            return ear.heard.orElse(Answer.NOBODY);
        }
        tellThatItWaits(text, closes);
        while (ear.hearsNothing()) {
            // The look around takes its second.
            continue;
        }
        return ear.heard.orElse(Answer.NOBODY);
    }

    @Override
    public String name() {
        return yesBy;
    }

    private boolean isApproved(Question question) {
        return switch (consent.approval()) {
            case NONE -> false;
            case ENFORCE -> question instanceof Question.ClosePlaintext;
            case REVERT -> question instanceof Question.GoBack;
        };
    }

    private void tellThatItWaits(String text, boolean closes) {
        story.print(text);
        story.println("Waits for an answer from another terminal: etcd-tls continue, or etcd-tls abort.");
        if (closes) {
            consent.file().ifPresent(file -> story.println("Making the file " + file + " is a yes, too."));
        }
        story.flush();
    }

    /** Hears answers from elsewhere. */
    private final class Ear {
        private final Meanwhile meanwhile;
        private final ContinueFile file;
        private Optional<Answer> heard = Optional.empty();

        Ear(Meanwhile meanwhile, ContinueFile file) {
            this.meanwhile = meanwhile;
            this.file = file;
        }

        boolean hearsNothing() {
            heard = meanwhile.look();
            if (heard.isEmpty() && file.hasCome()) {
                yesBy = "the file " + consent.file().map(Path::toString).orElse("");
                heard = Optional.of(Answer.YES);
            }
            return heard.isEmpty();
        }
    }
}
