package dev.etcdtls.cli;

import dev.etcdtls.model.Problem;
import dev.etcdtls.report.JsonText;
import dev.etcdtls.report.ProblemText;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** How a command speaks: the result to stdout in the wanted form, the story to stderr. */
record Voice(PrintWriter out, PrintWriter err, Output output) {
    /** The result, in the one form or the other. */
    void result(Supplier<String> text, Supplier<Map<String, ?>> json) {
        out.print(
                switch (output) {
                    case TEXT -> text.get();
                    case JSON -> JsonText.of(json.get());
                });
        out.flush();
    }

    /** A result that exists already as a document of its own, and as text. */
    void document(Supplier<String> text, Supplier<String> document) {
        out.print(output == Output.TEXT ? text.get() : document.get());
        out.flush();
    }

    /** A line of the story. */
    void tell(String line) {
        err.println(line);
        err.flush();
    }

    /** Problems, and the exit code that they give. */
    int problems(List<Problem> problems) {
        int code = ExitCode.of(problems);
        if (output == Output.JSON) {
            out.print(JsonText.of(problems, code));
            out.flush();
        } else {
            err.print(ProblemText.of(problems));
            err.flush();
        }
        return code;
    }
}
