package dev.etcdtls.port;

import dev.etcdtls.model.Digest;
import dev.etcdtls.model.MemberId;
import dev.etcdtls.model.Outcome;
import dev.etcdtls.model.PeerUrl;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * etcd over gRPC, one member at its own endpoint. With an https endpoint the tool's own client certificate is presented. Deadlines are the
 * adapter's unless a parameter says otherwise.
 */
public interface EtcdApi extends EtcdReads {
    /** HashKV at a revision (0: the present one). */
    Outcome<HashKv> hashKv(EtcdEndpoint endpoint, long revision);

    /** Moves leadership; only the leader takes this call. */
    Outcome<Nothing> moveLeader(EtcdEndpoint leader, MemberId to);

    /** Replaces a member's peer URLs in the raft store. The values are typed because a bad one destroys the cluster (etcd issue 9173). */
    Outcome<Nothing> updateMember(EtcdEndpoint via, MemberId member, List<PeerUrl> peerUrls);

    /** Streams a snapshot to a file (0600, {@code .part} until its trailing SHA-256 has been checked). */
    Outcome<SnapshotFacts> snapshot(EtcdEndpoint from, Path to);

    /** How many of the member's peer streams are active, by its metric {@code etcd_network_active_peers} (etcd 3.4 and later). */
    Outcome<Integer> activePeers(EtcdEndpoint endpoint);

    /** Puts a key; gives the revision. */
    Outcome<Long> put(EtcdEndpoint endpoint, String key, String value, Duration deadline);

    /** Reads a key serializably: what this very member has. */
    Outcome<Optional<String>> localGet(EtcdEndpoint endpoint, String key);

    /**
     * When a key was made and when it was last written, without its value, by a linearizable read; empty when there is no such key. A key
     * that somebody renews, as a kube-apiserver does {@code <prefix>/masterleases/<address>} every ten seconds, shows by its revision that
     * the writes of its owner arrive. The value is for {@link #localGet}.
     */
    Outcome<Optional<KeyFacts>> keyFacts(EtcdEndpoint endpoint, String key);

    /**
     * How long a lease still lives, as the leader knows it; zero when it is over or never was. Flannel takes a lease of 24 hours for its
     * subnet anew with each start.
     */
    Outcome<Duration> leaseLeft(EtcdEndpoint endpoint, long lease);

    /** Deletes every key with the prefix; gives their number. */
    Outcome<Long> deletePrefix(EtcdEndpoint endpoint, String prefix);

    /** Hashes are comparable only at the same revision and the same compact revision. */
    record HashKv(long revision, long compactRevision, long hash) {}

    /**
     * The revisions of the store at which a key was made and last written.
     *
     * @param lease on which it depends; empty for none
     */
    record KeyFacts(long createRevision, long modRevision, OptionalLong lease) {}

    /** Size in bytes without the trailing digest, and the digest. */
    record SnapshotFacts(long bytes, Digest sha256) {}
}
