package dev.etcdtls.model;

import java.util.regex.Pattern;

/** The identity of one run: the name of its directory, {@code <cluster>-<time>}. */
public record RunId(String value) {
    private static final Pattern GRAMMAR = Pattern.compile("[a-z0-9][A-Za-z0-9-]{0,80}");

    public RunId {
        if (!GRAMMAR.matcher(value).matches()) {
            throw new IllegalArgumentException("not a run id: '" + value + "'");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
