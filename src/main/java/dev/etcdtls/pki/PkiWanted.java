package dev.etcdtls.pki;

import dev.etcdtls.inventory.IssuerSettings.Pki;
import java.time.Duration;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a cluster's PKI needs at its server.
 *
 * @param mount where the PKI engine is mounted, without slashes at its ends
 * @param longest of the mount and of its root: a server caps both at 32 days unless the mount says otherwise
 * @param roles by name
 * @param policies by name
 */
public record PkiWanted(
        String mount, Duration longest, SortedMap<String, RoleSettings> roles, SortedMap<String, String> policies) {
    private static final Duration TEN_YEARS = Duration.ofHours(87_600);

    public PkiWanted {
        roles = Collections.unmodifiableSortedMap(new TreeMap<>(roles));
        policies = Collections.unmodifiableSortedMap(new TreeMap<>(policies));
    }

    /**
     * What the inventory's issuer asks for.
     *
     * @throws IllegalArgumentException when the members' role bears the clients' name: one role cannot be both
     */
    public static PkiWanted of(Pki pki) {
        if (pki.role().equals(PkiRoles.CLIENT)) {
            throw new IllegalArgumentException("the role of members cannot be called '" + PkiRoles.CLIENT + "'");
        }
        SortedMap<String, RoleSettings> roles = new TreeMap<>();
        roles.put(pki.role(), PkiRoles.member(pki.ttl()));
        roles.put(PkiRoles.CLIENT, PkiRoles.client(pki.ttl()));
        return new PkiWanted(pki.mount(), TEN_YEARS, roles, PkiPolicies.of(pki.mount(), pki.role()));
    }
}
