package dev.etcdtls.config;

import dev.etcdtls.model.FilePath;
import java.util.ArrayList;
import java.util.List;

/**
 * Splits a value into words as systemd does: {@code extract_first_word} in systemd's {@code src/basic/extract-word.c} (release 252).
 * Blanks separate; quotes of both kinds may begin anywhere in a word and mean the same. What systemd would warn of or ignore, an open
 * quote or an escape that it does not know, is refused.
 */
final class UnitWords {
    private static final String PLAIN_ESCAPES = "abfnrtvs\\\"'";
    private static final String THEIR_MEANING = "\007\b\f\n\r\t\013 \\\"'";

    /** What a backslash means, inside of quotes and outside. */
    enum Escapes {
        /** One of C's escapes, {@code \s} for a blank, {@code \x2d}, {@code \}{@code u00e4}, {@code \055}. */
        OF_C,
        /** The next character as it is. */
        NEXT_CHARACTER,
        /** Nothing. */
        NONE
    }

    /**
     * A word.
     *
     * @param value without quotes and escapes; specifiers and variables as they stand
     * @param start offset into the file
     * @param end offset into the file, behind the last character
     */
    record Word(String value, int start, int end) {}

    private final FilePath path;
    private final PlacedText text;
    private final Escapes escapes;
    private final StringBuilder value = new StringBuilder();
    private int at;

    private UnitWords(FilePath path, PlacedText text, Escapes escapes) {
        this.path = path;
        this.text = text;
        this.escapes = escapes;
    }

    /** The words of a value; the path is for the words of a refusal. */
    static List<Word> of(FilePath path, PlacedText text, Escapes escapes) {
        UnitWords words = new UnitWords(path, text, escapes);
        List<Word> found = new ArrayList<>();
        words.skipBlanks();
        while (words.isInside()) {
            found.add(words.word());
            words.skipBlanks();
        }
        return List.copyOf(found);
    }

    private Word word() {
        int from = at;
        char quote = 0;
        value.setLength(0);
        while (isInside() && (quote != 0 || !PlacedText.isBlank(here()))) {
            char c = here();
            at++;
            if (c == '\\' && escapes != Escapes.NONE) {
                escape();
            } else if (c == quote) {
                quote = 0;
            } else if (quote == 0 && (c == '"' || c == '\'')) {
                quote = c;
            } else {
                value.append(c);
            }
        }
        if (quote != 0) {
            throw refused("a quote is not closed");
        }
        return new Word(value.toString(), text.places().get(from), text.places().get(at - 1) + 1);
    }

    private void escape() {
        if (!isInside()) {
            throw refused("it ends in a backslash");
        }
        char c = here();
        int plain = PLAIN_ESCAPES.indexOf(c);
        if (escapes == Escapes.NEXT_CHARACTER) {
            value.append(c);
            at++;
        } else if (plain >= 0) {
            value.append(THEIR_MEANING.charAt(plain));
            at++;
        } else {
            coded(c);
        }
    }

    private void coded(char c) {
        switch (c) {
            case 'x' -> code(at + 1, 2, 16);
            case 'u' -> code(at + 1, 4, 16);
            case 'U' -> code(at + 1, 8, 16);
            default -> code(at, 3, 8);
        }
    }

    private void code(int from, int digits, int radix) {
        String code =
                text.text().substring(from, Math.min(from + digits, text.text().length()));
        if (code.length() < digits || !code.chars().allMatch(c -> Character.digit(c, radix) >= 0)) {
            throw refused("it has an escape that systemd does not know");
        }
        int point = Integer.parseUnsignedInt(code, radix);
        if (point == 0 || !Character.isValidCodePoint(point)) {
            throw refused("it has an escape that stands for no character");
        }
        value.appendCodePoint(point);
        at = from + digits;
    }

    private RuntimeException refused(String why) {
        return Uneditable.because(path, why + ", in '" + shortened() + "'");
    }

    /** Enough to find the place, and never a value that may be a secret. */
    private String shortened() {
        String all = text.text();
        int end = 0;
        while (end < all.length() && "= \"'\\".indexOf(all.charAt(end)) < 0) {
            end++;
        }
        return all.substring(0, end) + (end < all.length() ? "…" : "");
    }

    private void skipBlanks() {
        while (isInside() && PlacedText.isBlank(here())) {
            at++;
        }
    }

    private boolean isInside() {
        return at < text.text().length();
    }

    private char here() {
        return text.text().charAt(at);
    }
}
