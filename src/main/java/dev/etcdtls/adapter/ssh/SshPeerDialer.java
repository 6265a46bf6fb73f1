package dev.etcdtls.adapter.ssh;

import dev.etcdtls.certificate.CertificateFolder;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.HostName;
import dev.etcdtls.model.PeerUrl;
import dev.etcdtls.model.ServiceUser;
import dev.etcdtls.model.Verdict;
import dev.etcdtls.port.PeerDialer;
import java.util.Optional;

/** Dials peer URLs from hosts. A peer listener speaks HTTP/1.1 only; its answer to a good dial is the same that raft's probe gets. */
final class SshPeerDialer implements PeerDialer {
    static final ServiceUser ROOT = new ServiceUser("root", "root");

    private final HttpFromHost http;

    SshPeerDialer(HttpFromHost http) {
        this.http = http;
    }

    @Override
    public Verdict dial(HostName from, PeerUrl to, CertificateFolder with) {
        HttpFromHost.Request request = new HttpFromHost.Request(
                ROOT,
                to + "/raft/probing",
                to.isHttps() ? Optional.of(with.current()) : Optional.empty(),
                Optional.empty());
        return new DialVerdict(from, to.toString(), ErrorCode.GATE_FAILED).of(http.send(from, request), () -> "");
    }
}
