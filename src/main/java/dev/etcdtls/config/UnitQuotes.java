package dev.etcdtls.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes words so that systemd reads them back. */
final class UnitQuotes {
    private static final Pattern BARE = Pattern.compile("[^\\s\"'\\\\]+");

    /** {@code "A=b"} and {@code A="b"}, with quotes of either kind. */
    private static final Pattern QUOTED = Pattern.compile("([^\"'\\\\=]+=)?([\"']).*\\2");

    private UnitQuotes() {}

    /** The word in the quotes of an old one; without any where the old one had none and the word needs none. */
    static String like(String old, String word) {
        Matcher quoted = QUOTED.matcher(old);
        if (quoted.matches()) {
            String name = quoted.group(1) == null ? "" : quoted.group(1);
            if (word.startsWith(name)) {
                return name + quote(word.substring(name.length()), quoted.group(2));
            }
        }
        return BARE.matcher(word).matches() ? word : quote(word, "\"");
    }

    static String quote(String word, String quote) {
        return quote + word.replace("\\", "\\\\").replace(quote, "\\" + quote) + quote;
    }
}
