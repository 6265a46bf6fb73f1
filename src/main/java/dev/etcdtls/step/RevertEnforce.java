package dev.etcdtls.step;

import dev.etcdtls.model.PeerUrl;
import dev.etcdtls.model.Scheme;
import java.util.List;
import java.util.stream.Stream;

/**
 * Opens plaintext again on one member, the mirror of {@link Step.EnforceTls}: {@code member update} to both schemes, restart with the file
 * as it was after accept, {@code member update} to http.
 *
 * @param peerUrls as the raft store had them before enforce: in their http form
 */
public record RevertEnforce(Target target, Restoration back, List<PeerUrl> peerUrls) implements Step {
    public RevertEnforce {
        peerUrls = List.copyOf(peerUrls);
    }

    /** The peer URLs while the member restarts: http and https of each, sorted as etcd keeps them. */
    public List<PeerUrl> bothUrls() {
        return Stream.concat(peerUrls.stream(), httpsUrls().stream()).sorted().toList();
    }

    /** The peer URLs at the beginning, sorted as etcd keeps them. */
    public List<PeerUrl> httpsUrls() {
        return peerUrls.stream().map(url -> url.with(Scheme.HTTPS)).sorted().toList();
    }

    /** The peer URLs at the end, sorted as etcd keeps them. */
    public List<PeerUrl> httpUrls() {
        return peerUrls.stream().sorted().toList();
    }

    @Override
    public Phase phase() {
        return Phase.REOPEN;
    }

    @Override
    public String what() {
        return target.name().value();
    }
}
