package dev.etcdtls.config;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds the assignments of an environment file exactly as systemd does: the state machine of {@code parse_env_file_internal} in systemd's
 * {@code src/basic/env-file.c} (release 252). Quotes count only where a value, or a further part of it, begins; a backslash takes the next
 * character as it is, and eats a line end; nothing is expanded. A comment whose line ends in a backslash goes on in the next line (to
 * release 253; from 254 on it does not).
 */
final class EnvironmentScanner {
    private static final String BLANKS = " \t\n\r";
    private static final String LINE_ENDS = "\n\r";
    private static final String ESCAPABLE_IN_DOUBLE_QUOTES = "\"\\`$";

    private enum State {
        BEFORE_KEY,
        KEY,
        BEFORE_VALUE,
        VALUE,
        VALUE_ESCAPE,
        SINGLE_QUOTED,
        DOUBLE_QUOTED,
        DOUBLE_QUOTED_ESCAPE,
        COMMENT,
        COMMENT_ESCAPE
    }

    private final String text;
    private final List<Assignment> found = new ArrayList<>();
    private final StringBuilder key = new StringBuilder();
    private final StringBuilder value = new StringBuilder();
    private final List<Integer> places = new ArrayList<>();
    private State state = State.BEFORE_KEY;
    /** Where the character that is being read stands. */
    private int here;

    private int start;
    private int valueStart = -1;
    /** Length of the value without the blanks at its end that are neither quoted nor escaped. */
    private int solid;

    private EnvironmentScanner(String text) {
        this.text = text;
    }

    /** All assignments in the order of the text, those with names that systemd ignores included. */
    static List<Assignment> scan(String text) {
        EnvironmentScanner scanner = new EnvironmentScanner(text);
        for (int at = 0; at < text.length(); at++) {
            scanner.take(text.charAt(at), at);
        }
        scanner.finish();
        return List.copyOf(scanner.found);
    }

    private void take(char c, int at) {
        here = at;
        switch (state) {
            case BEFORE_KEY -> beforeKey(c, at);
            case KEY -> inKey(c);
            case BEFORE_VALUE -> beforeValue(c, at);
            case VALUE -> inValue(c, at);
            case VALUE_ESCAPE -> {
                state = State.VALUE;
                if (!isLineEnd(c)) {
                    append(c);
                }
            }
            case SINGLE_QUOTED -> quoted(c, '\'');
            case DOUBLE_QUOTED -> {
                if (c == '\\') {
                    state = State.DOUBLE_QUOTED_ESCAPE;
                } else {
                    quoted(c, '"');
                }
            }
            case DOUBLE_QUOTED_ESCAPE -> escapedInDoubleQuotes(c);
            case COMMENT -> {
                if (c == '\\') {
                    state = State.COMMENT_ESCAPE;
                } else if (isLineEnd(c)) {
                    state = State.BEFORE_KEY;
                }
            }
            case COMMENT_ESCAPE -> state = State.COMMENT;
        }
    }

    private void beforeKey(char c, int at) {
        if (c == '#' || c == ';') {
            state = State.COMMENT;
        } else if (BLANKS.indexOf(c) < 0) {
            state = State.KEY;
            start = at;
            key.append(c);
        }
    }

    private void inKey(char c) {
        if (isLineEnd(c)) {
            state = State.BEFORE_KEY;
            key.setLength(0);
        } else if (c == '=') {
            state = State.BEFORE_VALUE;
        } else {
            key.append(c);
        }
    }

    private void beforeValue(char c, int at) {
        if (isLineEnd(c)) {
            push(at);
            return;
        }
        if (BLANKS.indexOf(c) >= 0) {
            return;
        }
        if (valueStart < 0) {
            valueStart = at;
        }
        switch (c) {
            case '\'' -> state = State.SINGLE_QUOTED;
            case '"' -> state = State.DOUBLE_QUOTED;
            case '\\' -> state = State.VALUE_ESCAPE;
            default -> {
                state = State.VALUE;
                append(c);
            }
        }
    }

    private void inValue(char c, int at) {
        if (isLineEnd(c)) {
            push(at);
        } else if (c == '\\') {
            state = State.VALUE_ESCAPE;
            solid = value.length();
        } else if (BLANKS.indexOf(c) >= 0) {
            value.append(c);
            places.add(at);
        } else {
            append(c);
        }
    }

    private void quoted(char c, char quote) {
        if (c == quote) {
            state = State.BEFORE_VALUE;
        } else {
            append(c);
        }
    }

    private void escapedInDoubleQuotes(char c) {
        state = State.DOUBLE_QUOTED;
        if (ESCAPABLE_IN_DOUBLE_QUOTES.indexOf(c) >= 0) {
            append(c);
        } else if (c != '\n') {
            append('\\');
            append(c);
        }
    }

    private void append(char c) {
        value.append(c);
        places.add(here);
        solid = value.length();
    }

    private void push(int end) {
        int from = valueStart < 0 ? end : valueStart;
        found.add(new Assignment(
                key.toString().stripTrailing(),
                new PlacedText(value.substring(0, solid), places.subList(0, solid)),
                new Assignment.Span(start, from, end)));
        key.setLength(0);
        value.setLength(0);
        places.clear();
        solid = 0;
        valueStart = -1;
        state = State.BEFORE_KEY;
    }

    private void finish() {
        switch (state) {
            case BEFORE_VALUE, VALUE, VALUE_ESCAPE, SINGLE_QUOTED, DOUBLE_QUOTED, DOUBLE_QUOTED_ESCAPE ->
                push(text.length());
            case BEFORE_KEY, KEY, COMMENT, COMMENT_ESCAPE -> {}
        }
    }

    private static boolean isLineEnd(char c) {
        return LINE_ENDS.indexOf(c) >= 0;
    }
}
