package dev.etcdtls.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;

/** What is said when etcd-tls itself is wrong: short, with a file that holds the details. */
record BugReport(Voice voice, boolean verbose) {
    /** Words the failure; gives the exit code. */
    int of(Throwable failure) {
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        voice.tell("etcd-tls stopped on a bug of its own: " + failure);
        voice.tell("  where    " + keep(trace.toString()));
        voice.tell(
                "  next     etcd-tls status; a run that was in work can be resumed, the journal says how far it came");
        if (verbose) {
            voice.tell(trace.toString());
        }
        return ExitCode.BUG;
    }

    private static String keep(String trace) {
        try {
            // Created with mode 0600: a message may name what a file holds.
            Path file = Files.createTempFile("etcd-tls-", ".txt");
            Files.writeString(file, trace);
            return file.toString();
        } catch (IOException e) {
            return "the details could not be written (" + e.getMessage() + "); run again with --verbose";
        }
    }
}
