package dev.etcdtls.engine;

import dev.etcdtls.model.MemberId;
import dev.etcdtls.model.Outcome;
import dev.etcdtls.model.PeerUrl;
import dev.etcdtls.port.EtcdApi;
import dev.etcdtls.port.EtcdEndpoint;
import dev.etcdtls.port.Nothing;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** etcd's API behind the fence: what changes leadership or membership, or removes keys, needs the lock; questions, and the writes of the proof, do
 * not. */
record FencedApi(EtcdApi api, LockFence fence) implements EtcdApi {
    @Override
    public Outcome<Nothing> moveLeader(EtcdEndpoint leader, MemberId to) {
        return fence.pass(() -> api.moveLeader(leader, to));
    }

    @Override
    public Outcome<Nothing> updateMember(EtcdEndpoint via, MemberId member, List<PeerUrl> peerUrls) {
        return fence.pass(() -> api.updateMember(via, member, peerUrls));
    }

    @Override
    public Outcome<SelfReport> status(EtcdEndpoint endpoint) {
        return api.status(endpoint);
    }

    @Override
    public Outcome<List<Entry>> members(EtcdEndpoint endpoint) {
        return api.members(endpoint);
    }

    @Override
    public Outcome<Long> linearizableRead(EtcdEndpoint endpoint) {
        return api.linearizableRead(endpoint);
    }

    @Override
    public Outcome<List<String>> alarms(EtcdEndpoint endpoint) {
        return api.alarms(endpoint);
    }

    @Override
    public Outcome<HashKv> hashKv(EtcdEndpoint endpoint, long revision) {
        return api.hashKv(endpoint, revision);
    }

    @Override
    public Outcome<SnapshotFacts> snapshot(EtcdEndpoint from, Path to) {
        return api.snapshot(from, to);
    }

    @Override
    public Outcome<Integer> activePeers(EtcdEndpoint endpoint) {
        return api.activePeers(endpoint);
    }

    @Override
    public Outcome<Long> put(EtcdEndpoint endpoint, String key, String value, Duration deadline) {
        return api.put(endpoint, key, value, deadline);
    }

    @Override
    public Outcome<Optional<String>> localGet(EtcdEndpoint endpoint, String key) {
        return api.localGet(endpoint, key);
    }

    @Override
    public Outcome<Optional<KeyFacts>> keyFacts(EtcdEndpoint endpoint, String key) {
        return api.keyFacts(endpoint, key);
    }

    @Override
    public Outcome<Duration> leaseLeft(EtcdEndpoint endpoint, long lease) {
        return api.leaseLeft(endpoint, lease);
    }

    @Override
    public Outcome<Long> deletePrefix(EtcdEndpoint endpoint, String prefix) {
        return fence.pass(() -> api.deletePrefix(endpoint, prefix));
    }
}
