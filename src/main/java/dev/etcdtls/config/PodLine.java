package dev.etcdtls.config;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of a manifest that is neither empty nor a comment, or what stands behind the dash of one.
 *
 * @param content without the blanks around it
 * @param column of the content, from 0
 * @param start of the whole line
 * @param end behind its line end
 */
record PodLine(String content, int column, int start, int end) {
    private static final Pattern KEY =
            Pattern.compile("(?:\"([^\"\\\\]*)\"|'([^']*)'|([^\\s\"'#&*!\\[{][^:#]*?)) *:(?: +(.*))?");

    static List<PodLine> of(String text) {
        List<PodLine> lines = new ArrayList<>();
        int start = 0;
        while (start < text.length()) {
            int lineEnd = text.indexOf('\n', start);
            int to = lineEnd < 0 ? text.length() : lineEnd;
            int end = lineEnd < 0 ? to : to + 1;
            int from = start;
            while (from < to && text.charAt(from) == ' ') {
                from++;
            }
            String content = text.substring(from, to).stripTrailing();
            if (!content.isEmpty() && !content.startsWith("#")) {
                lines.add(new PodLine(content, from - start, start, end));
            }
            start = end;
        }
        return lines;
    }

    /** The key that the line begins with; empty when it begins with none. */
    String key() {
        Matcher key = KEY.matcher(content);
        if (!key.matches()) {
            return "";
        }
        for (int group = 1; group < 3; group++) {
            String quoted = key.group(group);
            if (quoted != null) {
                return quoted;
            }
        }
        return key.group(3);
    }

    /** What stands behind the key; empty when it is nothing or a comment. */
    String value() {
        Matcher key = KEY.matcher(content);
        String value = key.matches() ? key.group(4) : null;
        return value == null || value.startsWith("#") ? "" : value;
    }

    /** The line from a character of its content on. */
    PodLine behind(int characters) {
        return new PodLine(content.substring(characters), column + characters, start, end);
    }
}
