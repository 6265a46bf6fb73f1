package dev.etcdtls.adapter.ssh;

/**
 * A command that ended and told its exit code.
 *
 * @param out standard output as UTF-8; bytes that are none become U+FFFD
 * @param complete whether the output was short enough to be kept whole
 */
record Finished(int exit, String out, String err, boolean complete) {
    /** The last line of what it complained about, for messages. */
    String complaint() {
        String said = (err.isBlank() ? out : err).strip();
        String last = said.substring(said.lastIndexOf('\n') + 1);
        return last.length() > 300 ? last.substring(0, 300) + "…" : last;
    }
}
