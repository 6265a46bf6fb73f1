package dev.etcdtls.consumer;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A released version of kube-apiserver; what it does with etcd changes with the minor version only. */
public record KubernetesVersion(int major, int minor, int patch) implements Comparable<KubernetesVersion> {
    private static final Pattern GRAMMAR =
            Pattern.compile("(?:Kubernetes )?v?(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,4})(?:[-+].*)?");
    private static final Comparator<KubernetesVersion> ORDER = Comparator.comparingInt(KubernetesVersion::major)
            .thenComparingInt(KubernetesVersion::minor)
            .thenComparingInt(KubernetesVersion::patch);

    /** Reads {@code v1.34.10}, and what {@code kube-apiserver --version} prints. */
    public static KubernetesVersion parse(String text) {
        Matcher matcher = GRAMMAR.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not a version of Kubernetes: '" + text + "'");
        }
        return new KubernetesVersion(
                Integer.parseInt(matcher.group(1)),
                Integer.parseInt(matcher.group(2)),
                Integer.parseInt(matcher.group(3)));
    }

    boolean isBefore(int otherMajor, int otherMinor) {
        return compareTo(new KubernetesVersion(otherMajor, otherMinor, 0)) < 0;
    }

    @Override
    public int compareTo(KubernetesVersion other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return major + "." + minor + "." + patch;
    }
}
