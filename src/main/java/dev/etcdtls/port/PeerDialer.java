package dev.etcdtls.port;

import dev.etcdtls.certificate.CertificateFolder;
import dev.etcdtls.model.HostName;
import dev.etcdtls.model.PeerUrl;
import dev.etcdtls.model.Verdict;

/** Repeats on a host the dial that its member makes to another's peer URL. */
public interface PeerDialer {
    /**
     * {@code GET <peer URL>/raft/probing} over HTTP/1.1 from the host, with the member's own certificate when the URL is https. Pass on
     * HTTP 200; fail on a TLS or HTTP refusal; inconclusive when the address cannot be reached or the host has no program to dial with.
     */
    Verdict dial(HostName from, PeerUrl to, CertificateFolder with);
}
