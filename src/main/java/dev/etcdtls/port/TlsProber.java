package dev.etcdtls.port;

import dev.etcdtls.model.Authority;
import dev.etcdtls.model.HostName;

/** Tries to get in, in ways that must be refused, and in the one that must work. */
public interface TlsProber {
    /** One attempt; after a handshake a read is tried, because with TLS 1.3 a refusal arrives only then. */
    Result probe(HostName via, Authority address, Plane plane, Approach approach);

    enum Plane {
        /** gRPC on the client listener. */
        CLIENT,
        /** {@code GET /raft/probing} on the peer listener. */
        PEER
    }

    enum Approach {
        /** No TLS at all. */
        PLAINTEXT,
        /** TLS without a client certificate. */
        NO_CERTIFICATE,
        /** TLS with a certificate of a CA that nobody knows. */
        WRONG_CA,
        /** TLS with the tool's own certificate: right CA, client usage only, no SANs. */
        CONSUMER_CERTIFICATE
    }

    /** What came of it. Connection refused and time-outs prove nothing and are {@code Unreachable}. */
    sealed interface Result {
        record Accepted(String detail) implements Result {}

        /** Refused for the reason given in the server's or the TLS library's words (alert, EOF, HTTP 400). */
        record Refused(String detail) implements Result {}

        record Unreachable(String detail) implements Result {}
    }
}
