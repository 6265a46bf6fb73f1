package dev.etcdtls.adapter.terminal;

import java.io.Console;
import java.io.PrintWriter;
import java.util.Optional;

/** A place where a person can be asked. */
public interface Terminal {
    /** Shows a text and a question and gives the line that was typed; empty when nobody is there or the input has ended. */
    Optional<String> ask(String text);

    /** The terminal of this process; nobody is there when its input is not a terminal. */
    static Terminal ofProcess(PrintWriter story) {
        Console console = System.console();
        if (console == null || !console.isTerminal()) {
            return _ -> Optional.empty();
        }
        return text -> {
            story.print(text);
            story.flush();
            return Optional.ofNullable(console.readLine());
        };
    }
}
