package dev.etcdtls.model;

import java.util.regex.Pattern;

/** A client system of etcd as the inventory calls it. */
public record ConsumerName(String value) implements Comparable<ConsumerName> {
    private static final Pattern GRAMMAR = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");

    public ConsumerName {
        if (!GRAMMAR.matcher(value).matches()) {
            throw new IllegalArgumentException("not a consumer name: '" + value + "'");
        }
    }

    @Override
    public int compareTo(ConsumerName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
