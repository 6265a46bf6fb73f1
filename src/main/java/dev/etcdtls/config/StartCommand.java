package dev.etcdtls.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The words that systemd makes of an {@code ExecStart=} (systemd.service(5), "Command lines"): {@code $NAME} as a word of its own is split
 * at blanks, quotes in it group; {@code ${NAME}} anywhere is put in as it is; {@code $$} is a dollar; an unset variable is empty.
 */
public final class StartCommand {
    private static final Pattern WORD = Pattern.compile("\\$([A-Za-z_][A-Za-z0-9_]*)");
    private static final Pattern INSIDE = Pattern.compile("\\$\\$|\\$\\{([A-Za-z_][A-Za-z0-9_]*)}");

    private StartCommand() {}

    public static List<String> expand(List<String> words, Map<String, String> environment) {
        List<String> expanded = new ArrayList<>();
        for (String word : words) {
            Matcher whole = WORD.matcher(word);
            if (whole.matches()) {
                expanded.addAll(split(environment.getOrDefault(whole.group(1), "")));
            } else {
                expanded.add(INSIDE.matcher(word)
                        .replaceAll(found -> Matcher.quoteReplacement(
                                found.group(1) == null ? "$" : environment.getOrDefault(found.group(1), ""))));
            }
        }
        return expanded;
    }

    private static List<String> split(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean inWord = false;
        char quote = 0;
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (quote != 0) {
                if (c == quote) {
                    quote = 0;
                } else {
                    word.append(c);
                }
            } else if (c == '"' || c == '\'') {
                quote = c;
                inWord = true;
            } else if (Character.isWhitespace(c)) {
                if (inWord) {
                    words.add(word.toString());
                    word.setLength(0);
                }
                inWord = false;
            } else {
                word.append(c);
                inWord = true;
            }
        }
        if (inWord) {
            words.add(word.toString());
        }
        return words;
    }
}
