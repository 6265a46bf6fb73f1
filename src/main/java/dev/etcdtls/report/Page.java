package dev.etcdtls.report;

import java.util.ArrayList;
import java.util.List;

/** A text of at most 100 columns. Words are never cut: a path or a command that is longer stands on a line of its own. */
final class Page {
    static final int WIDTH = 100;

    private final StringBuilder text = new StringBuilder();

    /** A line as it is. */
    Page line(String line) {
        text.append(line.stripTrailing()).append('\n');
        return this;
    }

    Page blank() {
        return line("");
    }

    /** A heading with a blank line before it. */
    Page heading(String heading) {
        return blank().line(heading);
    }

    /** A label and its text; the text's further lines are indented below its first. */
    Page item(String label, int column, String words) {
        String lead =
                label.isEmpty() || label.length() < column ? label + " ".repeat(column - label.length()) : label + " ";
        for (String part : wrap(words, WIDTH - column)) {
            line(lead + part);
            lead = " ".repeat(column);
        }
        return this;
    }

    /** A label and a command, on one line however long: it is copied as it is. */
    Page command(String label, int column, String command) {
        return line(label + " ".repeat(Math.max(1, column - label.length())) + command);
    }

    /** A paragraph. */
    Page paragraph(int indent, String words) {
        return item("", indent, words);
    }

    /** Lines as they are, each indented. */
    Page block(int indent, String lines) {
        lines.lines().forEach(each -> line(" ".repeat(indent) + each));
        return this;
    }

    /** A table whose columns are as wide as their widest cell. */
    Page table(int indent, List<List<String>> rows) {
        List<Integer> widths = new ArrayList<>();
        for (List<String> row : rows) {
            for (int i = 0; i < row.size(); i++) {
                int width = row.get(i).length();
                if (i == widths.size()) {
                    widths.add(width);
                } else {
                    widths.set(i, Math.max(widths.get(i), width));
                }
            }
        }
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder(" ".repeat(indent));
            for (int i = 0; i < row.size(); i++) {
                line.append(row.get(i))
                        .append(" ".repeat(widths.get(i) - row.get(i).length() + 2));
            }
            line(line.toString());
        }
        return this;
    }

    @Override
    public String toString() {
        return text.toString();
    }

    private static List<String> wrap(String words, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : words.split(" ")) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
