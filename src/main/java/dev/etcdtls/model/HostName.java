package dev.etcdtls.model;

import java.util.regex.Pattern;

/** A machine as the inventory calls it; how it is reached belongs to the inventory. */
public record HostName(String value) implements Comparable<HostName> {
    private static final Pattern GRAMMAR = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");

    public HostName {
        if (!GRAMMAR.matcher(value).matches()) {
            throw new IllegalArgumentException("not a host name: '" + value + "'");
        }
    }

    @Override
    public int compareTo(HostName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
