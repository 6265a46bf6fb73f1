package dev.etcdtls.pki;

import dev.etcdtls.certificate.CertificateFacts;
import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a server has at the mount.
 *
 * @param mount empty when nothing is mounted there
 * @param authority the certificate that the mount signs with; empty when it has none
 * @param roles those of the wanted roles that are there
 * @param policies those of the wanted policies that are there
 */
public record PkiFound(
        Optional<Mount> mount,
        Optional<CertificateFacts> authority,
        SortedMap<String, RoleSettings> roles,
        SortedMap<String, String> policies) {
    public PkiFound {
        roles = Collections.unmodifiableSortedMap(new TreeMap<>(roles));
        policies = Collections.unmodifiableSortedMap(new TreeMap<>(policies));
    }

    /** A server without such a mount. */
    public static PkiFound nothing() {
        return new PkiFound(Optional.empty(), Optional.empty(), new TreeMap<>(), new TreeMap<>());
    }

    /**
     * @param type {@code pki} for the engine that we need
     * @param longest its longest lifetime
     */
    public record Mount(String type, Duration longest) {}
}
