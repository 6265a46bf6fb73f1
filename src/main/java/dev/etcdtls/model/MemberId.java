package dev.etcdtls.model;

/**
 * The identity of a member in the raft membership: a hash made at bootstrap that no restart, URL or flag changes.
 * Printed in hexadecimal as etcd's own tools print it.
 */
public record MemberId(long value) implements Comparable<MemberId> {
    /** Reads the hexadecimal form. */
    public static MemberId parse(String hexadecimal) {
        return new MemberId(Long.parseUnsignedLong(hexadecimal, 16));
    }

    @Override
    public int compareTo(MemberId other) {
        return Long.compareUnsigned(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toHexString(value);
    }
}
