package dev.etcdtls.simulation;

import dev.etcdtls.model.Digest;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.MemberId;
import dev.etcdtls.model.Outcome;
import dev.etcdtls.model.PeerUrl;
import dev.etcdtls.model.Problem;
import dev.etcdtls.port.EtcdApi;
import dev.etcdtls.port.EtcdEndpoint;
import dev.etcdtls.port.Nothing;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** etcd's API with the tool's own certificate. */
final class ApiPort implements EtcdApi {
    private final SimulatedCluster cluster;
    private final SimulatedTool tool;
    private final ReadsPort reads;

    ApiPort(SimulatedCluster cluster, SimulatedTool tool) {
        this.cluster = cluster;
        this.tool = tool;
        this.reads = new ReadsPort(cluster, tool, ReadsPort.Identity.OPERATOR);
    }

    @Override
    public Outcome<SelfReport> status(EtcdEndpoint endpoint) {
        return reads.status(endpoint);
    }

    @Override
    public Outcome<List<Entry>> members(EtcdEndpoint endpoint) {
        return reads.members(endpoint);
    }

    @Override
    public Outcome<Long> linearizableRead(EtcdEndpoint endpoint) {
        return reads.linearizableRead(endpoint);
    }

    @Override
    public Outcome<List<String>> alarms(EtcdEndpoint endpoint) {
        return reads.alarms(endpoint);
    }

    @Override
    public Outcome<HashKv> hashKv(EtcdEndpoint endpoint, long revision) {
        return tool.look(() -> reads.reach(endpoint).then(member -> {
            long data = cluster.network.raft.keys.hashCode() & 0xFFFFFFFFL;
            long at = revision == 0 ? cluster.network.raft.revision : revision;
            return new Outcome.Done<>(new HashKv(at, 1, data + member.divergence));
        }));
    }

    @Override
    public Outcome<Nothing> moveLeader(EtcdEndpoint leader, MemberId to) {
        return tool.change(
                "move leader from " + leader.host() + " to " + to,
                () -> reads.reach(leader).then(member -> {
                    SimulatedMember target = cluster.network.member(to);
                    Optional<String> no = !cluster.network.leads(member)
                            ? Optional.of("etcdserver: not leader")
                            : target.learner || !cluster.network.knowsLeader(target)
                                    ? Optional.of("etcdserver: bad leader transferee")
                                    : Optional.empty();
                    return SimulatedTool.unless(no.map(why -> problem(leader, why)), () -> {
                        cluster.network.raft.lead(Optional.of(to));
                        return Nothing.NOTHING;
                    });
                }));
    }

    @Override
    public Outcome<Nothing> updateMember(EtcdEndpoint via, MemberId id, List<PeerUrl> peerUrls) {
        SimulatedMember target = cluster.network.member(id);
        return tool.change(
                "member update " + target.name + " " + peerUrls,
                () -> reads.committing(via).then(_ -> {
                    boolean taken = cluster.network.raft.peerUrls.entrySet().stream()
                            .filter(entry -> !entry.getKey().equals(id))
                            .anyMatch(entry -> entry.getValue().stream().anyMatch(peerUrls::contains));
                    Optional<Problem> no =
                            taken ? Optional.of(problem(via, "etcdserver: peerURL exists")) : Optional.empty();
                    return SimulatedTool.unless(no, () -> {
                        List<PeerUrl> sorted = peerUrls.stream().sorted().toList();
                        cluster.laws.membership(id, cluster.network.raft.peerUrls.getOrDefault(id, List.of()), sorted);
                        cluster.network.raft.peerUrls.put(id, sorted);
                        cluster.network.raft.commit();
                        return Nothing.NOTHING;
                    });
                }));
    }

    @Override
    public Outcome<SnapshotFacts> snapshot(EtcdEndpoint from, Path to) {
        return tool.change(
                "snapshot of " + from.host() + " to " + to.getFileName(),
                () -> reads.reach(from).then(_ -> {
                    String data = cluster.network.raft.keys.toString();
                    return new Outcome.Done<>(new SnapshotFacts(data.length(), Digest.of(data)));
                }));
    }

    @Override
    public Outcome<Integer> activePeers(EtcdEndpoint endpoint) {
        return tool.look(() -> reads.reach(endpoint)
                .then(member -> new Outcome.Done<>((int) cluster.network.members.values().stream()
                        .filter(other -> other != member)
                        .filter(other -> other.process.isPresent() && cluster.network.canDial(member, other))
                        .count())));
    }

    /** Not an effect of the run: the proof writes some ten times a second. */
    @Override
    public Outcome<Long> put(EtcdEndpoint endpoint, String key, String value, Duration deadline) {
        return writing(endpoint, _ -> {
            if (cluster.losesNextWrite) {
                cluster.losesNextWrite = false;
                return cluster.network.raft.revision;
            }
            return cluster.network.raft.put(key, value);
        });
    }

    @Override
    public Outcome<Optional<String>> localGet(EtcdEndpoint endpoint, String key) {
        return tool.look(() -> reads.reach(endpoint)
                .then(_ -> new Outcome.Done<>(Optional.ofNullable(cluster.network.raft.keys.get(key)))));
    }

    @Override
    public Outcome<Optional<KeyFacts>> keyFacts(EtcdEndpoint endpoint, String key) {
        return tool.look(() -> reads.committing(endpoint)
                .then(_ -> new Outcome.Done<>(Optional.ofNullable(cluster.network.raft.facts.get(key)))));
    }

    @Override
    public Outcome<Duration> leaseLeft(EtcdEndpoint endpoint, long lease) {
        return tool.look(() -> reads.committing(endpoint).then(_ -> {
            Instant now = cluster.now();
            Instant end = cluster.network.raft.leases.getOrDefault(lease, now);
            return new Outcome.Done<>(end.isAfter(now) ? Duration.between(now, end) : Duration.ZERO);
        }));
    }

    @Override
    public Outcome<Long> deletePrefix(EtcdEndpoint endpoint, String prefix) {
        return writing(endpoint, _ -> cluster.network.raft.deletePrefix(prefix));
    }

    private Outcome<Long> writing(EtcdEndpoint endpoint, Function<SimulatedMember, Long> write) {
        return tool.look(() -> reads.committing(endpoint).then(member -> new Outcome.Done<>(write.apply(member))));
    }

    private static Problem problem(EtcdEndpoint endpoint, String summary) {
        return Trouble.of(ErrorCode.STEP_FAILED, "hosts/" + endpoint.host(), summary);
    }
}
