package dev.etcdtls.pki;

import java.util.SortedMap;
import java.util.TreeMap;

/** Least-privilege policies, named like the paths that they open. */
final class PkiPolicies {
    private PkiPolicies() {}

    /**
     * {@code <mount>/operator} for the tool: certificates of both roles, a look at its roles, nothing else. {@code
     * <mount>/client} for whoever renews a client certificate.
     */
    static SortedMap<String, String> of(String mount, String memberRole) {
        SortedMap<String, String> policies = new TreeMap<>();
        policies.put(mount + "/operator", issue(mount, memberRole) + clientIssue(mount) + read(mount + "/roles/*"));
        policies.put(mount + "/client", clientIssue(mount));
        return policies;
    }

    private static String issue(String mount, String role) {
        return """
                path "%1$s/issue/%2$s" {
                  capabilities = ["create", "update"]
                }
                path "%1$s/sign/%2$s" {
                  capabilities = ["create", "update"]
                }
                """.formatted(mount, role);
    }

    /** Go before 1.15 reads a common name as a host name when there are no SANs: the members' common name is denied by pattern. */
    private static String clientIssue(String mount) {
        return """
                path "%1$s/issue/%2$s" {
                  capabilities = ["create", "update"]
                  denied_parameters = {
                    "common_name" = ["peer.*"]
                  }
                }
                path "%1$s/sign/%2$s" {
                  capabilities = ["create", "update"]
                  denied_parameters = {
                    "common_name" = ["peer.*"]
                  }
                }
                """.formatted(mount, PkiRoles.CLIENT);
    }

    private static String read(String path) {
        return """
                path "%s" {
                  capabilities = ["read"]
                }
                """.formatted(path);
    }
}
