package dev.etcdtls.model;

/** etcd's own identity of a cluster (hexadecimal in print); not the {@link ClusterName} of the inventory. */
public record EtcdClusterId(long value) {
    /** Reads the hexadecimal form. */
    public static EtcdClusterId parse(String hexadecimal) {
        return new EtcdClusterId(Long.parseUnsignedLong(hexadecimal, 16));
    }

    @Override
    public String toString() {
        return Long.toHexString(value);
    }
}
