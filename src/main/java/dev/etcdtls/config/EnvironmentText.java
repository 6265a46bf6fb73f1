package dev.etcdtls.config;

import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.Problem;
import dev.etcdtls.model.ProblemException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of a file that a unit names as {@code EnvironmentFile=}, read as systemd reads it and edited as a careful person would.
 *
 * <p>An edit promises:
 *
 * <ol>
 *   <li>read back, the result has exactly the wanted values, and every other variable as before;
 *   <li>comments, order, line endings and all other bytes stay; a value that is already right is not touched;
 *   <li>a changed value keeps its place and its quoting style; where a variable stands twice the last one counts for systemd, so that one is
 *       changed;
 *   <li>a new variable goes into one marked block at the end; a commented-out default stays a comment;
 *   <li>editing twice is as editing once.
 * </ol>
 */
public final class EnvironmentText {
    /** The line before the variables that an edit added. */
    static final String MARKER = "# Added by etcd-tls";

    private static final Pattern MARKER_LINE = Pattern.compile("(?m)^" + Pattern.quote(MARKER) + "$");

    private static final Pattern BARE = Pattern.compile("[A-Za-z0-9_./:,@%+=-]+");

    private EnvironmentText() {}

    /** The variables that systemd takes from the text, in the order of their first assignment; the last assignment counts. */
    public static LinkedHashMap<String, String> parse(String text) {
        LinkedHashMap<String, String> variables = new LinkedHashMap<>();
        for (Assignment assignment : EnvironmentScanner.scan(text)) {
            if (assignment.isValid()) {
                variables.put(assignment.key(), assignment.value());
            }
        }
        return variables;
    }

    /**
     * Sets the variables of settings by flag name; an empty value takes the variable away.
     *
     * @throws ProblemException CONFIGURATION_CONFLICT when the text ends inside a quote or an escape, so that nothing can be added to it
     */
    public static String edit(String text, VariablePrefix prefix, SortedMap<String, String> settings) {
        String edited = text;
        Map<String, String> wanted = parse(text);
        for (Map.Entry<String, String> setting : settings.entrySet()) {
            String variable = prefix.variable(setting.getKey());
            if (setting.getValue().isEmpty()) {
                edited = remove(edited, variable);
                wanted.remove(variable);
            } else {
                edited = set(edited, variable, setting.getValue());
                wanted.put(variable, setting.getValue());
            }
        }
        if (!parse(edited).equals(wanted)) {
            throw new ProblemException(new Problem(
                    ErrorCode.CONFIGURATION_CONFLICT,
                    "environment file",
                    "the file cannot be edited safely: it ends inside a quote or an escaped line end",
                    "close the quote or remove the backslash at its end, then plan again"));
        }
        return edited;
    }

    private static String set(String text, String variable, String value) {
        if (value.chars().anyMatch(c -> c < ' ')) {
            throw new IllegalArgumentException("a control character in the value of " + variable);
        }
        List<Assignment> all = EnvironmentScanner.scan(text);
        return all.reversed().stream()
                .filter(assignment -> assignment.key().equals(variable))
                .findFirst()
                .map(last -> value.equals(last.value())
                        ? text
                        : text.substring(0, last.span().valueStart())
                                + quote(value, style(text, last))
                                + text.substring(last.span().end()))
                .orElseGet(() -> add(text, variable + "=" + quote(value, styleOf(all, text))));
    }

    private static String remove(String text, String variable) {
        String rest = text;
        for (Assignment assignment : EnvironmentScanner.scan(text).reversed()) {
            if (assignment.key().equals(variable)) {
                int from = lineStart(rest, assignment.span().start());
                rest = rest.substring(0, from)
                        + rest.substring(afterLineEnd(rest, assignment.span().end()));
            }
        }
        return rest.equals(text) ? text : withoutEmptyBlock(rest);
    }

    /** Puts a line at the end of the marked block; makes the block at the end of the text if there is none. */
    private static String add(String text, String line) {
        String lineEnd = text.contains("\r\n") ? "\r\n" : "\n";
        int marker = marker(text);
        if (marker < 0) {
            String open = text.isEmpty() || text.endsWith("\n") || text.endsWith("\r") ? "" : lineEnd;
            return text + open + MARKER + lineEnd + line + lineEnd;
        }
        int end = afterLineEnd(text, marker + MARKER.length());
        for (Assignment assignment : EnvironmentScanner.scan(text)) {
            if (assignment.span().start() == end) {
                end = afterLineEnd(text, assignment.span().end());
            }
        }
        String open = end > 0 && !isLineEnd(text.charAt(end - 1)) ? lineEnd : "";
        return text.substring(0, end) + open + line + lineEnd + text.substring(end);
    }

    private static String withoutEmptyBlock(String text) {
        int marker = marker(text);
        if (marker < 0) {
            return text;
        }
        int end = afterLineEnd(text, marker + MARKER.length());
        boolean empty = EnvironmentScanner.scan(text).stream()
                .noneMatch(assignment -> assignment.span().start() == end);
        return empty ? text.substring(0, marker) + text.substring(end) : text;
    }

    /** Offset of the marker line, or -1. */
    private static int marker(String text) {
        Matcher matcher = MARKER_LINE.matcher(text);
        return matcher.find() ? matcher.start() : -1;
    }

    private static char styleOf(List<Assignment> all, String text) {
        return all.isEmpty() ? '"' : style(text, all.getLast());
    }

    /** The quote that the assignment's value begins with; a blank stands for none. */
    private static char style(String text, Assignment assignment) {
        Assignment.Span span = assignment.span();
        char first = span.valueStart() < span.end() ? text.charAt(span.valueStart()) : '"';
        return first == '"' || first == '\'' ? first : ' ';
    }

    private static String quote(String value, char style) {
        if (style == ' ' && BARE.matcher(value).matches()) {
            return value;
        }
        if (style == '\'' && value.indexOf('\'') < 0) {
            return "'" + value + "'";
        }
        return '"' + value.replaceAll("([\"\\\\`$])", "\\\\$1") + '"';
    }

    private static int lineStart(String text, int at) {
        int start = at;
        while (start > 0 && !isLineEnd(text.charAt(start - 1))) {
            start--;
        }
        return start;
    }

    private static int afterLineEnd(String text, int at) {
        int end = at;
        if (text.startsWith("\r\n", end)) {
            return end + 2;
        }
        return end < text.length() && isLineEnd(text.charAt(end)) ? end + 1 : end;
    }

    private static boolean isLineEnd(char c) {
        return c == '\n' || c == '\r';
    }
}
