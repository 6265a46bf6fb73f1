package dev.etcdtls.adapter.terminal;

import java.io.Console;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** A place where a person can be asked. */
public interface Terminal {
    /**
     * Shows a text and a question and gives the line that was typed; empty when nobody is there, the input has ended, or the question was
     * withdrawn.
     *
     * @param stands is asked again and again, from this thread; the question is withdrawn when it says no
     */
    Optional<String> ask(String text, BooleanSupplier stands);

    /** The same, and the question stands until it is answered. */
    default Optional<String> ask(String text) {
        return ask(text, () -> true);
    }

    /** The terminal of this process; nobody is there when its input is not a terminal. */
    static Terminal ofProcess(PrintWriter story) {
        Console console = System.console();
        return console == null || !console.isTerminal()
                ? (_, _) -> Optional.empty()
                : new TypedLines(System.in, console.charset(), story);
    }
}
