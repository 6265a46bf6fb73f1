package dev.etcdtls.model;

/** Quorum arithmetic of a cluster with the given number of voters (at least one). */
public record Quorum(int voters) {
    public Quorum {
        if (voters < 1) {
            throw new IllegalArgumentException("a cluster has at least one voter, not " + voters);
        }
    }

    /** The number of voters that must serve. */
    public int size() {
        return voters / 2 + 1;
    }

    /** Whether the cluster goes on when one of the given number of serving voters stops. */
    public boolean holdsWithoutOneOf(int serving) {
        return serving - 1 >= size();
    }

    /** Whether any restart at all is an outage: one or two voters. */
    public boolean hasNoRedundancy() {
        return voters <= 2;
    }
}
