package dev.etcdtls.pki;

import java.time.Duration;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The two roles of a cluster's etcd PKI.
 *
 * <p>Names travel beside the CSR ({@code use_csr_*=false}): with names out of the CSR a host whose policy allows it one name gets any other
 * (seen on OpenBao 2.7.2). The key is EC: a role that does not say is rsa and refuses an EC CSR.
 */
public final class PkiRoles {
    /** The role of consumers and of the tool itself. */
    public static final String CLIENT = "client";

    /** Vault's own way to say thirty days; never less, so that a shorter ttl in an inventory does not tie the role. */
    private static final Duration LEAST_MAX_TTL = Duration.ofHours(720);

    private PkiRoles() {}

    /** Members: server and client usage, any name, any address. */
    public static RoleSettings member(Duration ttl) {
        SortedMap<String, String> values = common(ttl);
        values.put("server_flag", "true");
        values.put("client_flag", "true");
        values.put("allow_any_name", "true");
        values.put("allow_ip_sans", "true");
        return new RoleSettings(values);
    }

    /**
     * Clients: client usage only, any common name, and <em>no SAN at all</em>: thus nothing that this role signs carries the name by which
     * members recognise each other, and {@code peer-cert-allowed-hostname} (which Go 1.15 and later compares with SANs only) keeps clients
     * off the peer port. For etcd built with an older Go the {@link PkiPolicies} deny that common name.
     */
    public static RoleSettings client(Duration ttl) {
        SortedMap<String, String> values = common(ttl);
        values.put("server_flag", "false");
        values.put("client_flag", "true");
        values.put("allow_any_name", "false");
        values.put("allow_localhost", "false");
        values.put("allow_bare_domains", "false");
        values.put("allow_subdomains", "false");
        values.put("allow_glob_domains", "false");
        values.put("allowed_domains", "");
        values.put("allow_ip_sans", "false");
        return new RoleSettings(values);
    }

    private static SortedMap<String, String> common(Duration ttl) {
        Duration longest = ttl.compareTo(LEAST_MAX_TTL) < 0 ? LEAST_MAX_TTL : ttl;
        SortedMap<String, String> values = new TreeMap<>();
        values.put("key_type", "ec");
        values.put("key_bits", "256");
        values.put("use_csr_common_name", "false");
        values.put("use_csr_sans", "false");
        // Names of members may have underscores; the common name is no host name for anybody.
        values.put("enforce_hostnames", "false");
        values.put("cn_validations", "disabled");
        values.put("allow_wildcard_certificates", "false");
        values.put("no_store", "false");
        values.put("max_ttl", String.valueOf(longest.toSeconds()));
        return values;
    }
}
