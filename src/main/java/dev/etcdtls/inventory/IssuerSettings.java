package dev.etcdtls.inventory;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Who issues certificates, how long they live, and where keys are born. */
public sealed interface IssuerSettings {
    Duration ttl();

    KeyOrigin keys();

    /** The embedded CA; its key lies beside the inventory. */
    record Local(Duration ttl, KeyOrigin keys) implements IssuerSettings {}

    /**
     * Vault or OpenBao.
     *
     * @param product which of the two, for wording only: their PKI API is one
     * @param caFile the CA of the server's own TLS certificate; the system's trust store if absent
     * @param mount the PKI mount, for example {@code etcd/c1/pki}
     */
    record Vault(Product product, URI url, Optional<String> caFile, String tokenFile, Pki pki)
            implements IssuerSettings {
        @Override
        public Duration ttl() {
            return pki.ttl();
        }

        @Override
        public KeyOrigin keys() {
            return pki.keys();
        }
    }

    /** What to ask of the PKI mount. */
    record Pki(String mount, String role, KeyOrigin keys, Duration ttl) {}

    enum Product {
        VAULT,
        OPENBAO
    }

    enum KeyOrigin {
        /** The key is made on the host and never leaves it; a CSR is signed. Needs openssl on the host. */
        HOST_BORN,
        /** The issuer makes the key and the tool pushes it over SSH. */
        ISSUER_BORN
    }
}
