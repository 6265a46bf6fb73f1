package dev.etcdtls.model;

import java.util.regex.Pattern;

/** The operator's name of the cluster, {@code $CLUSTER_ID} in PKI paths; not etcd's own cluster id. */
public record ClusterName(String value) {
    private static final Pattern GRAMMAR = Pattern.compile("[a-z0-9-]{1,40}");

    public ClusterName {
        if (!GRAMMAR.matcher(value).matches()) {
            throw new IllegalArgumentException("not a cluster name ([a-z0-9-], at most 40): '" + value + "'");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
