package dev.etcdtls.model;

import java.util.regex.Pattern;

/** An absolute path on a host. Its grammar (no blanks, quotes or {@code ..}) keeps it safe inside a command line. */
public record FilePath(String value) implements Comparable<FilePath> {
    private static final Pattern GRAMMAR = Pattern.compile("/[A-Za-z0-9/._@+:-]{0,400}");

    public FilePath {
        if (!isPlain(value)) {
            throw new IllegalArgumentException("not a plain absolute path: '" + value + "'");
        }
    }

    /** Whether a text is such a path. */
    public static boolean isPlain(String value) {
        return GRAMMAR.matcher(value).matches() && !(value + "/").contains("/../");
    }

    /** The path of a file or folder below this one. */
    public FilePath child(String name) {
        return new FilePath(value + "/" + name);
    }

    @Override
    public int compareTo(FilePath other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
