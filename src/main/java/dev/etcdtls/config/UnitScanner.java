package dev.etcdtls.config;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds the entries of a unit file as systemd does: {@code config_parse} and {@code parse_line} in systemd's
 * {@code src/shared/conf-parser.c} (release 252). A line that ends in an odd number of backslashes goes on in the next one, and that
 * backslash is read as a blank. A comment is one line; between continued lines it is skipped. Lines that systemd ignores are no entries.
 */
final class UnitScanner {
    private final String text;
    private final List<UnitEntry> found = new ArrayList<>();
    private final StringBuilder joined = new StringBuilder();
    private final List<Integer> places = new ArrayList<>();
    private String section = "";
    /** Where the line that is being read began; -1 between lines. */
    private int start = -1;

    private UnitScanner(String text) {
        this.text = text;
    }

    static List<UnitEntry> scan(String text) {
        UnitScanner scanner = new UnitScanner(text);
        int at = 0;
        while (at < text.length()) {
            int lineEnd = text.indexOf('\n', at);
            int end = lineEnd < 0 ? text.length() : lineEnd;
            scanner.take(at, end);
            at = end + 1;
        }
        scanner.close(text.length());
        return List.copyOf(scanner.found);
    }

    private void take(int from, int to) {
        if (isComment(text.substring(from, to))) {
            return;
        }
        if (start < 0) {
            start = from;
        }
        for (int at = from; at < to; at++) {
            joined.append(text.charAt(at));
            places.add(at);
        }
        if (goesOn()) {
            joined.setCharAt(joined.length() - 1, ' ');
        } else {
            close(Math.min(to + 1, text.length()));
        }
    }

    private static boolean isComment(String line) {
        String content = line.stripLeading();
        return content.startsWith("#") || content.startsWith(";");
    }

    private boolean goesOn() {
        int backslashes = 0;
        while (backslashes < joined.length() && joined.charAt(joined.length() - 1 - backslashes) == '\\') {
            backslashes++;
        }
        return backslashes % 2 == 1;
    }

    private void close(int end) {
        if (start >= 0) {
            entry(new PlacedText(joined.toString(), places), end);
            joined.setLength(0);
            places.clear();
            start = -1;
        }
    }

    private void entry(PlacedText line, int end) {
        PlacedText content = line.strippedFrom(0);
        int equals = content.text().indexOf('=');
        if (content.text().startsWith("[")) {
            section = content.text().endsWith("]")
                    ? content.text().substring(1, content.text().length() - 1)
                    : "";
            found.add(new UnitEntry(section, "", content, start, end));
        } else if (equals > 0) {
            String key = content.text().substring(0, equals).strip();
            found.add(new UnitEntry(section, key, content.strippedFrom(equals + 1), start, end));
        }
    }
}
