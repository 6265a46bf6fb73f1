package dev.etcdtls.model;

import java.util.regex.Pattern;

/** A load balancer before etcd as the inventory calls it. */
public record BalancerName(String value) implements Comparable<BalancerName> {
    private static final Pattern GRAMMAR = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");

    public BalancerName {
        if (!GRAMMAR.matcher(value).matches()) {
            throw new IllegalArgumentException("not a name of a balancer: '" + value + "'");
        }
    }

    @Override
    public int compareTo(BalancerName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
