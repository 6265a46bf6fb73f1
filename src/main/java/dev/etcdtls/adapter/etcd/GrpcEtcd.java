package dev.etcdtls.adapter.etcd;

import com.google.protobuf.ByteString;
import dev.etcdtls.model.MemberId;
import dev.etcdtls.model.Outcome;
import dev.etcdtls.model.PeerUrl;
import dev.etcdtls.model.Problem;
import dev.etcdtls.port.EtcdApi;
import dev.etcdtls.port.EtcdEndpoint;
import dev.etcdtls.port.Nothing;
import dev.etcdtls.port.OperatorIdentity;
import io.etcd.jetcd.api.AlarmRequest;
import io.etcd.jetcd.api.ClusterGrpc;
import io.etcd.jetcd.api.DeleteRangeRequest;
import io.etcd.jetcd.api.HashKVRequest;
import io.etcd.jetcd.api.HashKVResponse;
import io.etcd.jetcd.api.KVGrpc;
import io.etcd.jetcd.api.MaintenanceGrpc;
import io.etcd.jetcd.api.MemberListRequest;
import io.etcd.jetcd.api.MemberUpdateRequest;
import io.etcd.jetcd.api.MoveLeaderRequest;
import io.etcd.jetcd.api.PutRequest;
import io.etcd.jetcd.api.RangeRequest;
import io.etcd.jetcd.api.StatusRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * etcd 3.3 to 3.7 over gRPC (jetcd's generated stubs), one member at its own endpoint. Every call has a deadline and fails at once when the
 * member cannot be reached. Writes of keys are limited to the tool's own prefix.
 */
public final class GrpcEtcd implements EtcdApi {
    /** Everything that the tool ever writes into a cluster lies below. */
    static final String OWN_PREFIX = "/etcd-tls/";

    private static final Duration ANSWER = Duration.ofSeconds(4);
    /** etcd itself gives up on a proposal after 7 s (5 s and two election timeouts): until then its word is worth waiting for. */
    private static final Duration PROPOSAL = Duration.ofSeconds(8);
    /** The first HashKV on half a gigabyte took 2.3 s. */
    private static final Duration HASH = Duration.ofSeconds(60);

    private final Calls calls;
    private final SnapshotStream snapshots;
    private final PeerStreams peerStreams;
    private final KeyReads keys;

    GrpcEtcd(Calls calls, RawDial dial, OperatorIdentity operator) {
        this.calls = calls;
        this.snapshots = new SnapshotStream(calls);
        this.peerStreams = new PeerStreams(dial, operator);
        this.keys = new KeyReads(calls);
    }

    @Override
    public Outcome<SelfReport> status(EtcdEndpoint endpoint) {
        return calls.ask(
                endpoint,
                "the status",
                ANSWER,
                channel -> Answers.selfReport(
                        MaintenanceGrpc.newBlockingStub(channel).status(StatusRequest.getDefaultInstance())));
    }

    /**
     * The list is the member's own copy: its request has no word for a linearizable read before etcd 3.5. So a linearizable read goes before
     * it, which brings the copy up to date; without quorum that read fails and the local copy is all there is.
     */
    @Override
    public Outcome<List<Entry>> members(EtcdEndpoint endpoint) {
        var unused = range(endpoint, Duration.ofSeconds(2));
        return calls.ask(
                endpoint,
                "the member list",
                ANSWER,
                channel -> Answers.entries(
                        ClusterGrpc.newBlockingStub(channel).memberList(MemberListRequest.getDefaultInstance())));
    }

    @Override
    public Outcome<Long> linearizableRead(EtcdEndpoint endpoint) {
        return range(endpoint, ANSWER);
    }

    private Outcome<Long> range(EtcdEndpoint endpoint, Duration deadline) {
        RangeRequest request = RangeRequest.newBuilder()
                .setKey(ByteString.copyFromUtf8(OWN_PREFIX + "read"))
                .setLimit(1)
                .setKeysOnly(true)
                .build();
        return calls.ask(
                endpoint,
                "a linearizable read",
                deadline,
                channel -> KVGrpc.newBlockingStub(channel)
                        .range(request)
                        .getHeader()
                        .getRevision());
    }

    @Override
    public Outcome<List<String>> alarms(EtcdEndpoint endpoint) {
        return calls.ask(
                endpoint,
                "the alarms",
                ANSWER,
                channel -> Answers.alarms(MaintenanceGrpc.newBlockingStub(channel)
                        .alarm(AlarmRequest.newBuilder()
                                .setAction(AlarmRequest.AlarmAction.GET)
                                .build())));
    }

    /** With revision 0 the answer names the revision that the member had when it answered. */
    @Override
    public Outcome<HashKv> hashKv(EtcdEndpoint endpoint, long revision) {
        return calls.ask(endpoint, "HashKV at revision " + revision, HASH, channel -> {
            HashKVResponse answer = MaintenanceGrpc.newBlockingStub(channel)
                    .hashKV(HashKVRequest.newBuilder().setRevision(revision).build());
            return new HashKv(
                    revision == 0 ? answer.getHeader().getRevision() : revision,
                    answer.getCompactRevision(),
                    Integer.toUnsignedLong(answer.getHash()));
        });
    }

    @Override
    public Outcome<Nothing> moveLeader(EtcdEndpoint leader, MemberId to) {
        return calls.change(leader, "moving leadership to " + to, PROPOSAL, channel -> {
            MaintenanceGrpc.newBlockingStub(channel)
                    .moveLeader(MoveLeaderRequest.newBuilder()
                            .setTargetID(to.value())
                            .build());
            return Nothing.NOTHING;
        });
    }

    /** Asks the member list first: a URL whose host and port the member does not have already is refused and never sent. */
    @Override
    public Outcome<Nothing> updateMember(EtcdEndpoint via, MemberId member, List<PeerUrl> peerUrls) {
        return switch (members(via)) {
            case Outcome.Done<List<Entry>>(List<Entry> entries) -> {
                Optional<Problem> unfit = PeerUrlRule.unfit(via, entries, member, peerUrls);
                yield unfit.isPresent() ? new Outcome.Refused<>(unfit.get()) : update(via, member, peerUrls);
            }
            case Outcome.Refused<List<Entry>>(Problem problem) -> new Outcome.Refused<>(problem);
            case Outcome.Unknown<List<Entry>>(Problem problem) -> new Outcome.Refused<>(problem);
        };
    }

    private Outcome<Nothing> update(EtcdEndpoint via, MemberId member, List<PeerUrl> peerUrls) {
        MemberUpdateRequest request = MemberUpdateRequest.newBuilder()
                .setID(member.value())
                .addAllPeerURLs(peerUrls.stream().map(PeerUrl::toString).toList())
                .build();
        return calls.change(via, "the update of member " + member + " to " + peerUrls, PROPOSAL, channel -> {
            ClusterGrpc.newBlockingStub(channel).memberUpdate(request);
            return Nothing.NOTHING;
        });
    }

    @Override
    public Outcome<SnapshotFacts> snapshot(EtcdEndpoint from, Path to) {
        return snapshots.save(from, to);
    }

    @Override
    public Outcome<Integer> activePeers(EtcdEndpoint endpoint) {
        return peerStreams.active(endpoint);
    }

    @Override
    public Outcome<Long> put(EtcdEndpoint endpoint, String key, String value, Duration deadline) {
        PutRequest request = PutRequest.newBuilder()
                .setKey(own(key))
                .setValue(ByteString.copyFromUtf8(value))
                .build();
        return calls.change(
                endpoint,
                "a write",
                deadline,
                channel ->
                        KVGrpc.newBlockingStub(channel).put(request).getHeader().getRevision());
    }

    @Override
    public Outcome<Optional<String>> localGet(EtcdEndpoint endpoint, String key) {
        RangeRequest request = RangeRequest.newBuilder()
                .setKey(ByteString.copyFromUtf8(key))
                .setSerializable(true)
                .build();
        return calls.ask(
                endpoint,
                "a local read",
                ANSWER,
                channel -> KVGrpc.newBlockingStub(channel).range(request).getKvsList().stream()
                        .findFirst()
                        .map(entry -> entry.getValue().toStringUtf8()));
    }

    @Override
    public Outcome<Optional<KeyFacts>> keyFacts(EtcdEndpoint endpoint, String key) {
        return keys.facts(endpoint, key);
    }

    @Override
    public Outcome<Duration> leaseLeft(EtcdEndpoint endpoint, long lease) {
        return keys.leaseLeft(endpoint, lease);
    }

    @Override
    public Outcome<Long> deletePrefix(EtcdEndpoint endpoint, String prefix) {
        ByteString from = own(prefix);
        int last = from.size() - 1;
        ByteString end =
                from.substring(0, last).concat(ByteString.copyFrom(new byte[] {(byte) (from.byteAt(last) + 1)}));
        DeleteRangeRequest request =
                DeleteRangeRequest.newBuilder().setKey(from).setRangeEnd(end).build();
        return calls.change(
                endpoint,
                "the removal of the tool's own keys",
                PROPOSAL,
                channel -> KVGrpc.newBlockingStub(channel).deleteRange(request).getDeleted());
    }

    private static ByteString own(String key) {
        if (!key.startsWith(OWN_PREFIX) || !key.chars().allMatch(c -> c >= ' ' && c < 0x7f)) {
            throw new IllegalArgumentException("not a key of this tool's own: '" + key + "'");
        }
        return ByteString.copyFromUtf8(key);
    }
}
