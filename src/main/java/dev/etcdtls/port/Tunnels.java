package dev.etcdtls.port;

import dev.etcdtls.model.Authority;
import dev.etcdtls.model.HostName;
import dev.etcdtls.model.Outcome;

/** The way to an address that only a host can reach. */
public interface Tunnels {
    /**
     * An address on this machine that leads to {@code to} as seen from the host; the address itself when the inventory says {@code reach:
     * direct}. Asking again gives the same tunnel while it lives. Callers keep {@code to} as the authority for TLS.
     */
    Outcome<Authority> open(HostName via, Authority to);
}
