package dev.etcdtls.model;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A released version of etcd and the behaviours that depend on it. */
public record EtcdVersion(int major, int minor, int patch) implements Comparable<EtcdVersion> {
    private static final Pattern GRAMMAR = Pattern.compile("v?(\\d+)\\.(\\d+)\\.(\\d+)(?:[-+~].*)?");
    private static final Comparator<EtcdVersion> ORDER = Comparator.comparingInt(EtcdVersion::major)
            .thenComparingInt(EtcdVersion::minor)
            .thenComparingInt(EtcdVersion::patch);

    /** Reads {@code 3.5.16}; a leading v and a suffix after the patch number are ignored. */
    public static EtcdVersion parse(String text) {
        Matcher matcher = GRAMMAR.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not an etcd version: '" + text + "'");
        }
        return new EtcdVersion(
                Integer.parseInt(matcher.group(1)),
                Integer.parseInt(matcher.group(2)),
                Integer.parseInt(matcher.group(3)));
    }

    public boolean isAtLeast(int otherMajor, int otherMinor, int otherPatch) {
        return compareTo(new EtcdVersion(otherMajor, otherMinor, otherPatch)) >= 0;
    }

    /**
     * Whether http and https may share one client port. Below 3.4.25 and in 3.5.0 to 3.5.7 a data race hands plaintext gRPC to the TLS
     * server at random (fixed by etcd commits 8dc124417 and c0421c733).
     */
    public boolean servesBothSchemesOnOnePort() {
        return minor >= 5 || major > 3 ? isAtLeast(3, 5, 8) : isAtLeast(3, 4, 25);
    }

    /** Whether {@code --peer-cert-allowed-hostname} exists (etcd 3.4). */
    public boolean limitsPeersByHostName() {
        return isAtLeast(3, 4, 0);
    }

    @Override
    public int compareTo(EtcdVersion other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return major + "." + minor + "." + patch;
    }
}
