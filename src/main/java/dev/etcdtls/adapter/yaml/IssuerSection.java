package dev.etcdtls.adapter.yaml;

import dev.etcdtls.inventory.IssuerSettings;
import dev.etcdtls.inventory.IssuerSettings.KeyOrigin;
import dev.etcdtls.inventory.IssuerSettings.Product;
import dev.etcdtls.model.ClusterName;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/** The inventory's {@code issuer}: the local CA, or a PKI mount of Vault or OpenBao. */
final class IssuerSection {
    static final Duration DEFAULT_TTL = Duration.ofHours(720);
    static final String DEFAULT_ROLE = "member";

    private static final List<String> KINDS = List.of("local", "openbao", "vault");
    private static final List<String> LOCAL_KEYS = List.of("kind", "keys", "ttl");
    private static final List<String> VAULT_KEYS =
            List.of("kind", "url", "ca-file", "token-file", "mount", "role", "keys", "ttl");
    private static final IssuerSettings NONE = new IssuerSettings.Local(DEFAULT_TTL, KeyOrigin.HOST_BORN);

    private final Complaints complaints;
    private final ClusterName cluster;

    IssuerSection(Complaints complaints, ClusterName cluster) {
        this.complaints = complaints;
        this.cluster = cluster;
    }

    static String defaultMount(ClusterName cluster) {
        return "etcd/" + cluster + "/pki";
    }

    IssuerSettings read(YamlSection top) {
        if (!top.has("issuer")) {
            top.missing("issuer");
            return NONE;
        }
        YamlSection kindOnly = new YamlSection(new Complaints(""), top.place("issuer"), "issuer", List.of("kind"));
        boolean local = kindOnly.optional("kind", Function.identity())
                .filter("local"::equals)
                .isPresent();
        YamlSection section =
                new YamlSection(complaints, top.place("issuer"), "issuer", local ? LOCAL_KEYS : VAULT_KEYS);
        if (!section.has("kind")) {
            section.missing("kind");
        }
        String kind = section.word("kind", "local", KINDS);
        KeyOrigin keys = section.word("keys", "host-born", List.of("host-born", "issuer-born"))
                        .equals("host-born")
                ? KeyOrigin.HOST_BORN
                : KeyOrigin.ISSUER_BORN;
        Duration ttl = section.duration("ttl", DEFAULT_TTL);
        return kind.equals("local")
                ? new IssuerSettings.Local(ttl, keys)
                : vault(section, kind.equals("vault") ? Product.VAULT : Product.OPENBAO, keys, ttl);
    }

    private IssuerSettings vault(YamlSection section, Product product, KeyOrigin keys, Duration ttl) {
        return new IssuerSettings.Vault(
                product,
                section.required("url", IssuerSection::url).orElse(URI.create("https://unknown")),
                section.optional("ca-file", IssuerSection::path),
                section.required("token-file", IssuerSection::path).orElse("unknown"),
                new IssuerSettings.Pki(
                        section.optional("mount", IssuerSection::mount).orElse(defaultMount(cluster)),
                        section.optional("role", IssuerSection::role).orElse(DEFAULT_ROLE),
                        keys,
                        ttl));
    }

    private static URI url(String text) {
        if (!text.matches("https?://([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:]+])(:[0-9]{1,5})?/?")) {
            throw new IllegalArgumentException("expected https://host:port, found '" + text + "'");
        }
        if (!text.matches("https://.*|http://(127\\.0\\.0\\.1|localhost|\\[::1])([:/].*)?")) {
            throw new IllegalArgumentException(
                    "the token and keys would travel in plaintext to '" + text + "'; expected https://host:port");
        }
        return URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
    }

    private static String path(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("a path must not be empty");
        }
        return text;
    }

    static String mount(String text) {
        if (!text.matches("[A-Za-z0-9_.-]+(/[A-Za-z0-9_.-]+)*")) {
            throw new IllegalArgumentException("expected a mount path like etcd/c1/pki, found '" + text + "'");
        }
        return text;
    }

    private static String role(String text) {
        if (!text.matches("[A-Za-z0-9_.-]+")) {
            throw new IllegalArgumentException("not a role name: '" + text + "'");
        }
        return text;
    }
}
