package dev.etcdtls.consumer;

import dev.etcdtls.model.Authority;
import dev.etcdtls.model.HostName;
import dev.etcdtls.model.MemberName;

/**
 * Where a member serves clients of other hosts once it accepts TLS.
 *
 * @param client its own client address, where consumers dial it today
 * @param tls where it serves TLS: the same port, or the extra one of the same host
 */
public record MemberListeners(MemberName member, HostName host, Authority client, Authority tls) {
    public MemberListeners {
        if (!client.host().equals(tls.host())) {
            throw new IllegalArgumentException("TLS of " + member + " is at " + tls + ", its clients at " + client);
        }
        if (client.isLoopback() || client.isWildcard()) {
            throw new IllegalArgumentException("nobody else reaches " + member + " at " + client);
        }
    }

    /** One port speaks both. */
    public static MemberListeners samePort(MemberName member, HostName host, Authority client) {
        return new MemberListeners(member, host, client, client);
    }

    /** TLS has a port of its own beside plaintext. */
    public static MemberListeners extraPort(MemberName member, HostName host, Authority client, int port) {
        return new MemberListeners(member, host, client, new Authority(client.host(), port));
    }
}
