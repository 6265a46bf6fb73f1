package dev.etcdtls.lab;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The etcd versions that the lab can run, and the Debian suite that has each. */
public enum EtcdRelease {
    /** No same-port race: the dual listen strategy uses one port. */
    V3_5_16("3.5.16", "trixie"),
    /** Same-port race: the dual listen strategy uses an extra port. */
    V3_4_23("3.4.23", "bookworm");

    private final String version;
    private final String suite;

    EtcdRelease(String version, String suite) {
        this.version = version;
        this.suite = suite;
    }

    /** The version as etcd prints it, such as {@code 3.5.16}. */
    public String version() {
        return version;
    }

    String suite() {
        return suite;
    }

    /** The release of a version; the message of the exception lists those that the lab has. */
    public static EtcdRelease of(String version) {
        return Arrays.stream(values())
                .filter(release -> release.version.equals(version))
                .findFirst()
                .orElseThrow(() -> new LabException("the lab has no etcd %s, only %s"
                        .formatted(
                                version,
                                Arrays.stream(values())
                                        .map(EtcdRelease::version)
                                        .collect(Collectors.joining(", ")))));
    }
}
