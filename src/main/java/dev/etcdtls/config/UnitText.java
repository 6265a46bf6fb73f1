package dev.etcdtls.config;

import dev.etcdtls.model.FilePath;
import java.util.List;
import java.util.regex.Pattern;

/** A unit file or drop-in of systemd. Each change touches the named words or lines alone and gives the text anew. */
record UnitText(FilePath path, String text) {
    private static final Pattern COMMENT_LINE = Pattern.compile("\n[ \t]*[#;]");

    UnitText {
        if (text.indexOf('\r') >= 0) {
            throw Uneditable.because(path, "its lines end in carriage returns");
        }
    }

    List<UnitEntry> entries() {
        return UnitScanner.scan(text);
    }

    /** The entries of a key that are in force: an empty one takes away all before it. */
    List<UnitEntry> inForce(String section, String key) {
        List<UnitEntry> all =
                entries().stream().filter(entry -> entry.is(section, key)).toList();
        int reset = all.size();
        while (reset > 0 && !all.get(reset - 1).value().text().isEmpty()) {
            reset--;
        }
        return all.subList(reset, all.size());
    }

    /** A word as it stands in the file. */
    String raw(UnitWords.Word word) {
        return text.substring(word.start(), word.end());
    }

    /** Puts another word in the place of one, in its quotes. */
    UnitText with(UnitWords.Word old, String word) {
        if (raw(old).indexOf('\n') >= 0) {
            throw Uneditable.because(path, "a quoted word that is to be changed goes over a line end");
        }
        return new UnitText(
                path, text.substring(0, old.start()) + UnitQuotes.like(raw(old), word) + text.substring(old.end()));
    }

    /** Takes a word out, and its line where it stood there alone. */
    UnitText without(UnitEntry entry, List<UnitWords.Word> words, int index) {
        if (words.size() == 1) {
            return cut(entry.start(), entry.end());
        }
        boolean isFirst = index == 0 || isLineEndBetween(words, index - 1);
        boolean isLast = index == words.size() - 1 || isLineEndBetween(words, index);
        return index == 0 || isFirst && !isLast
                ? cut(words.get(index).start(), words.get(index + 1).start())
                : cut(words.get(index - 1).end(), words.get(index).end());
    }

    private boolean isLineEndBetween(List<UnitWords.Word> words, int before) {
        return text.substring(words.get(before).end(), words.get(before + 1).start())
                .contains("\n");
    }

    /** Adds a line behind the last entry of a key, else behind the section's last one; makes the section if there is none. */
    UnitText add(String section, String key, String line) {
        List<UnitEntry> all = entries();
        return all.reversed().stream()
                .filter(entry -> entry.is(section, key))
                .findFirst()
                .or(() -> all.reversed().stream()
                        .filter(entry -> entry.section().equals(section))
                        .findFirst())
                .map(entry -> addAt(entry.end(), line))
                .orElseGet(() -> addAt(text.length(), "[" + section + "]\n" + line));
    }

    /** Adds a line at the beginning of another one. */
    UnitText addAt(int at, String line) {
        String open = at > 0 && text.charAt(at - 1) != '\n' ? "\n" : "";
        return new UnitText(path, text.substring(0, at) + open + line + "\n" + text.substring(at));
    }

    private UnitText cut(int from, int to) {
        if (COMMENT_LINE.matcher(text.substring(from, to)).find()) {
            throw Uneditable.because(path, "a comment stands inside a continued line, beside what is to be taken out");
        }
        return new UnitText(path, text.substring(0, from) + text.substring(to));
    }
}
