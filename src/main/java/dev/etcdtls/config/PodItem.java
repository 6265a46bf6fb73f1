package dev.etcdtls.config;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A scalar on one line of a manifest.
 *
 * @param value as a YAML reader gives it
 * @param written as it stands, quotes included
 * @param line the line, from the scalar on
 */
record PodItem(String value, String written, PodLine line) {
    private static final String COMMENT = "(?:\\s+#.*|\\s*)";
    private static final Pattern DOUBLE_QUOTED = Pattern.compile("(\"((?:[^\"\\\\]|\\\\[\"\\\\/])*)\")" + COMMENT);
    private static final Pattern SINGLE_QUOTED = Pattern.compile("('((?:[^']|'')*)')" + COMMENT);
    private static final Pattern PLAIN =
            Pattern.compile("((?:[^\\s\\[\\]{}&*!|>%@`\"'#,?:-]|[-?:](?=\\S)).*?)" + COMMENT);

    /** Plain words that YAML takes for a string whatever stands behind. */
    private static final Pattern SAFE = Pattern.compile("(?:--?[A-Za-z]|/|https?:)\\S*[^\\s:]");

    /** Empty when the line is not one scalar alone. */
    static Optional<PodItem> of(PodLine line) {
        Matcher quoted = DOUBLE_QUOTED.matcher(line.content());
        if (quoted.matches()) {
            String value = quoted.group(2).replaceAll("\\\\(.)", "$1");
            return Optional.of(new PodItem(value, quoted.group(1), line));
        }
        Matcher single = SINGLE_QUOTED.matcher(line.content());
        if (single.matches()) {
            return Optional.of(new PodItem(single.group(2).replace("''", "'"), single.group(1), line));
        }
        Matcher plain = PLAIN.matcher(line.content());
        return plain.matches() && !plain.group(1).matches(".*:(\\s.*|)")
                ? Optional.of(new PodItem(plain.group(1), plain.group(1), line))
                : Optional.empty();
    }

    int start() {
        return line.start() + line.column();
    }

    int end() {
        return start() + written.length();
    }

    /** Another word as this one is written; a word that YAML could take for something else gets quotes. */
    String like(String word) {
        if (written.startsWith("'")) {
            return "'" + word.replace("'", "''") + "'";
        }
        return written.startsWith("\"") || !SAFE.matcher(word).matches()
                ? '"' + word.replace("\\", "\\\\").replace("\"", "\\\"") + '"'
                : word;
    }
}
