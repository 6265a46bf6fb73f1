package dev.etcdtls.adapter.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class TypedLinesTest {
    private final PipedOutputStream keyboard = new PipedOutputStream();
    private final StringWriter screen = new StringWriter();
    private final TypedLines terminal;

    TypedLinesTest() throws IOException {
        terminal =
                new TypedLines(new PipedInputStream(keyboard), StandardCharsets.UTF_8, new PrintWriter(screen, true));
    }

    @Test
    void aLineThatWasTypedBeforeTheQuestionAnswersItNot() throws IOException {
        type("yes\n");

        assertThat(terminal.ask("Close it? ", typeWhenAsked("no\n"))).contains("no");
        assertThat(screen.toString()).isEqualTo("Close it? ");
    }

    @Test
    void aLineThatWasTypedForOneQuestionIsNotTakenForTheNext() throws IOException {
        assertThat(terminal.ask("one? ", typeWhenAsked("yes\nyes\n"))).contains("yes");
        while (!terminal.hasUnheardLine()) {
            Thread.onSpinWait();
        }

        assertThat(terminal.ask("two? ", typeWhenAsked("stop\n"))).contains("stop");
    }

    @Test
    void aQuestionThatIsWithdrawnIsNotWaitedFor() {
        AtomicInteger asked = new AtomicInteger();

        assertThat(terminal.ask("Go on? ", () -> asked.incrementAndGet() < 3)).isEmpty();
        assertThat(asked).hasValue(3);
    }

    @Test
    void theEndOfTheInputIsNobody() throws IOException {
        keyboard.close();

        assertThat(terminal.ask("Go on? ")).isEmpty();
        assertThat(terminal.ask("And now? ")).isEmpty();
    }

    private java.util.function.BooleanSupplier typeWhenAsked(String text) {
        AtomicInteger asked = new AtomicInteger();
        return () -> {
            if (asked.getAndIncrement() == 0) {
                try {
                    type(text);
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            }
            return true;
        };
    }

    private void type(String text) throws IOException {
        keyboard.write(text.getBytes(StandardCharsets.UTF_8));
        keyboard.flush();
    }
}
