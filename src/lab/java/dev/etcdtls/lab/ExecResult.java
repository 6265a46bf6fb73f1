package dev.etcdtls.lab;

/** How a command ended, and all that it printed (UTF-8). */
public record ExecResult(int exitCode, String stdout, String stderr) {

    /** Whether the command ended with exit code 0. */
    public boolean succeeded() {
        return exitCode == 0;
    }

    /** What the command printed on stdout, without the white space around it. */
    public String text() {
        return stdout.strip();
    }

    /** This result if the command succeeded; otherwise a {@link LabException} with what it printed. */
    public ExecResult orThrow(String what) {
        if (succeeded()) {
            return this;
        }
        throw new LabException("%s failed (exit code %d): %s".formatted(what, exitCode, tail(stderr + stdout)));
    }

    private static String tail(String text) {
        int limit = 2_000;
        String clean = text.strip();
        return clean.length() <= limit ? clean : "… " + clean.substring(clean.length() - limit);
    }
}
