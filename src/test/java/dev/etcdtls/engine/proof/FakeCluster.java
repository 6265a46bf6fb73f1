package dev.etcdtls.engine.proof;

import dev.etcdtls.model.ClientUrl;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.HostName;
import dev.etcdtls.model.MemberId;
import dev.etcdtls.model.Outcome;
import dev.etcdtls.model.PeerUrl;
import dev.etcdtls.model.Problem;
import dev.etcdtls.port.EtcdApi;
import dev.etcdtls.port.EtcdEndpoint;
import dev.etcdtls.port.Nothing;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/** Three members in memory, each with its own store. What a member does with a put can be set. */
public final class FakeCluster implements EtcdApi {
    public static final EtcdEndpoint M1 = endpoint("m1");
    public static final EtcdEndpoint M2 = endpoint("m2");
    public static final EtcdEndpoint M3 = endpoint("m3");

    /** What a member does with a put. */
    public enum Manner {
        STORES,
        /** Says yes and tells nobody. */
        ONLY_SAYS_YES,
        REFUSES,
        /** The connection breaks after the request was sent, and the write takes effect. */
        STORES_AND_BREAKS,
        /** Answers when the cluster is closed, with a time-out. */
        SILENT
    }

    public final Map<EtcdEndpoint, Manner> manners = new ConcurrentHashMap<>();
    private final Map<EtcdEndpoint, Map<String, String>> stores =
            new TreeMap<>(java.util.Comparator.comparing(EtcdEndpoint::host));
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicLong revision = new AtomicLong(1);

    public FakeCluster() {
        List.of(M1, M2, M3).forEach(member -> stores.put(member, new ConcurrentSkipListMap<>()));
    }

    public static List<EtcdEndpoint> members() {
        return List.of(M1, M2, M3);
    }

    public Map<String, String> store(EtcdEndpoint member) {
        return stores.getOrDefault(member, Map.of());
    }

    public void close() {
        closed.countDown();
    }

    @Override
    public Outcome<Long> put(EtcdEndpoint endpoint, String key, String value, Duration deadline) {
        return switch (manners.getOrDefault(endpoint, Manner.STORES)) {
            case STORES -> stored(key, value);
            case ONLY_SAYS_YES -> new Outcome.Done<>(revision.get());
            case REFUSES -> new Outcome.Refused<>(problem(ErrorCode.MEMBER_DOWN, endpoint));
            case STORES_AND_BREAKS -> {
                var unused = stored(key, value);
                yield new Outcome.Unknown<>(problem(ErrorCode.OUTCOME_UNKNOWN, endpoint));
            }
            case SILENT -> {
                try {
                    closed.await();
                } catch (InterruptedException _) {
                    Thread.currentThread().interrupt();
                }
                yield new Outcome.Unknown<>(problem(ErrorCode.OUTCOME_UNKNOWN, endpoint));
            }
        };
    }

    private Outcome<Long> stored(String key, String value) {
        stores.values().forEach(store -> store.put(key, value));
        return new Outcome.Done<>(revision.incrementAndGet());
    }

    @Override
    public Outcome<Optional<String>> localGet(EtcdEndpoint endpoint, String key) {
        return new Outcome.Done<>(Optional.ofNullable(store(endpoint).get(key)));
    }

    @Override
    public Outcome<Long> deletePrefix(EtcdEndpoint endpoint, String prefix) {
        stores.values().forEach(store -> store.keySet().removeIf(key -> key.startsWith(prefix)));
        return new Outcome.Done<>(1L);
    }

    @Override
    public Outcome<Long> linearizableRead(EtcdEndpoint endpoint) {
        return manners.get(endpoint) == Manner.REFUSES
                ? new Outcome.Refused<>(problem(ErrorCode.MEMBER_DOWN, endpoint))
                : new Outcome.Done<>(revision.get());
    }

    @Override
    public Outcome<SelfReport> status(EtcdEndpoint endpoint) {
        throw notAsked();
    }

    @Override
    public Outcome<List<Entry>> members(EtcdEndpoint endpoint) {
        throw notAsked();
    }

    @Override
    public Outcome<List<String>> alarms(EtcdEndpoint endpoint) {
        throw notAsked();
    }

    @Override
    public Outcome<HashKv> hashKv(EtcdEndpoint endpoint, long at) {
        throw notAsked();
    }

    @Override
    public Outcome<Nothing> moveLeader(EtcdEndpoint leader, MemberId to) {
        throw notAsked();
    }

    @Override
    public Outcome<Nothing> updateMember(EtcdEndpoint via, MemberId member, List<PeerUrl> peerUrls) {
        throw notAsked();
    }

    @Override
    public Outcome<SnapshotFacts> snapshot(EtcdEndpoint from, Path to) {
        throw notAsked();
    }

    @Override
    public Outcome<Integer> activePeers(EtcdEndpoint endpoint) {
        throw notAsked();
    }

    @Override
    public Outcome<Optional<KeyFacts>> keyFacts(EtcdEndpoint endpoint, String key) {
        throw notAsked();
    }

    @Override
    public Outcome<Duration> leaseLeft(EtcdEndpoint endpoint, long lease) {
        throw notAsked();
    }

    private static UnsupportedOperationException notAsked() {
        return new UnsupportedOperationException("the proof writer has no business with this");
    }

    private static EtcdEndpoint endpoint(String host) {
        return new EtcdEndpoint(new HostName(host), ClientUrl.parse("http://" + host + ":2379"));
    }

    private static Problem problem(ErrorCode code, EtcdEndpoint at) {
        return new Problem(code, "hosts/" + at.host(), "planted", "look");
    }
}
