package dev.etcdtls.adapter.ssh;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Values as {@code busctl get-property} prints them: a signature, then words; strings are quoted with C escapes. Unlike {@code systemctl
 * show}, which joins words with blanks, this keeps a word a word in every version of systemd.
 */
final class BusText {
    private BusText() {}

    /** {@code as 2 "A=b" "C=d"} as a map; a later assignment of a variable counts. */
    static Map<String, String> assignments(String text) {
        Map<String, String> variables = new LinkedHashMap<>();
        for (String word : strings(text)) {
            int equals = word.indexOf('=');
            if (equals > 0) {
                variables.put(word.substring(0, equals), word.substring(equals + 1));
            }
        }
        return variables;
    }

    /** {@code a(sasbttttuii) 1 "/usr/bin/etcd" 2 "/usr/bin/etcd" "$ARGS" false …}: the program, then its words without their first. */
    static List<String> command(String text) {
        List<String> words = strings(text);
        if (words.isEmpty()) {
            return List.of();
        }
        List<String> command = new ArrayList<>();
        command.add(words.getFirst());
        command.addAll(words.subList(Math.min(2, words.size()), words.size()));
        return command;
    }

    /** All quoted strings of the first entry, in order. */
    private static List<String> strings(String text) {
        List<String> found = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            if (text.charAt(at++) == '"') {
                StringBuilder word = new StringBuilder();
                at = readString(text, at, word);
                found.add(word.toString());
            }
        }
        return found;
    }

    /** Reads up to the closing quote; gives the offset behind it. */
    private static int readString(String text, int from, StringBuilder word) {
        int at = from;
        while (at < text.length() && text.charAt(at) != '"') {
            char c = text.charAt(at++);
            if (c == '\\' && at < text.length()) {
                at = readEscape(text, at, word);
            } else {
                word.append(c);
            }
        }
        return at + 1;
    }

    private static int readEscape(String text, int at, StringBuilder word) {
        char c = text.charAt(at);
        switch (c) {
            case 'n' -> word.append('\n');
            case 't' -> word.append('\t');
            case 'r' -> word.append('\r');
            case 'x' -> {
                word.append((char) Integer.parseInt(text.substring(at + 1, at + 3), 16));
                return at + 3;
            }
            default -> {
                if (c >= '0' && c <= '3' && at + 3 <= text.length()) {
                    word.append((char) Integer.parseInt(text.substring(at, at + 3), 8));
                    return at + 3;
                }
                word.append(c);
            }
        }
        return at + 1;
    }
}
