package dev.etcdtls.engine.proof;

import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.MemberName;
import dev.etcdtls.model.Outcome;
import dev.etcdtls.model.Problem;
import dev.etcdtls.model.Verdict;
import dev.etcdtls.port.EtcdApi;
import dev.etcdtls.port.EtcdApi.HashKv;
import dev.etcdtls.port.EtcdEndpoint;
import dev.etcdtls.port.Pacer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Whether all members hold the same data.
 *
 * <ol>
 *   <li>Every member's revision, by a linearizable read; the lowest of them is asked for, so that each member has it.
 *   <li>HashKV at that revision, one member after the other and the leader last: a first call on big data takes seconds, and writes through
 *       that member wait.
 *   <li>Hashes are compared at equal compact revisions only. A compaction in between makes another round.
 * </ol>
 */
public final class HashEquality {
    private static final int ROUNDS = 3;

    private final EtcdApi api;
    private final Pacer pacer;

    public HashEquality(EtcdApi api, Pacer pacer) {
        this.api = api;
        this.pacer = pacer;
    }

    /** A member and where its API is reached. */
    public record Store(MemberName member, EtcdEndpoint endpoint) {}

    /**
     * @param slowest the longest single HashKV call
     * @param detail revision and hash in words; empty unless the verdict is a pass
     */
    public record Compared(Verdict verdict, Duration slowest, String detail) {}

    /** @param leaderLast all members, the leader at the end */
    public Compared compare(List<Store> leaderLast) {
        Compared last = inconclusive("no member was asked", Duration.ZERO);
        for (int round = 0; round < ROUNDS; round++) {
            last = round(leaderLast);
            if (!(last.verdict() instanceof Verdict.Inconclusive)) {
                return last;
            }
        }
        return last;
    }

    private Compared round(List<Store> stores) {
        List<Long> revisions = new ArrayList<>();
        for (Store store : stores) {
            switch (api.linearizableRead(store.endpoint())) {
                case Outcome.Done<Long>(Long revision) -> revisions.add(revision);
                case Outcome.Refused<Long>(Problem problem) -> {
                    return inconclusive(store.member() + ": " + problem.summary(), Duration.ZERO);
                }
                case Outcome.Unknown<Long>(Problem problem) -> {
                    return inconclusive(store.member() + ": " + problem.summary(), Duration.ZERO);
                }
            }
        }
        OptionalLong lowest = revisions.stream().mapToLong(Long::longValue).min();
        return lowest.isEmpty() ? inconclusive("no member was asked", Duration.ZERO) : at(stores, lowest.getAsLong());
    }

    private Compared at(List<Store> stores, long revision) {
        Map<MemberName, HashKv> hashes = new LinkedHashMap<>();
        Duration slowest = Duration.ZERO;
        for (Store store : stores) {
            Instant begun = pacer.now();
            Outcome<HashKv> said = api.hashKv(store.endpoint(), revision);
            Duration took = Duration.between(begun, pacer.now());
            slowest = took.compareTo(slowest) > 0 ? took : slowest;
            if (said instanceof Outcome.Done<HashKv>(HashKv hash)) {
                hashes.put(store.member(), hash);
            } else {
                return inconclusive(store.member() + " did not tell its hash at revision " + revision, slowest);
            }
        }
        if (hashes.values().stream().map(HashKv::compactRevision).distinct().count() > 1) {
            return inconclusive("the members were compacted to different revisions", slowest);
        }
        return judged(hashes, revision, slowest);
    }

    private static Compared judged(Map<MemberName, HashKv> hashes, long revision, Duration slowest) {
        if (hashes.values().stream().map(HashKv::hash).distinct().count() > 1) {
            String words = hashes.entrySet().stream()
                    .map(entry -> entry.getKey() + " " + entry.getValue().hash())
                    .reduce((one, other) -> one + ", " + other)
                    .orElse("");
            Problem differs = new Problem(
                    ErrorCode.DATA_DIFFERS,
                    "members",
                    "the data differs at revision " + revision + ": " + words,
                    "touch nothing; find the member that differs before anything restarts");
            return new Compared(new Verdict.Fail(List.of(differs)), slowest, "");
        }
        Optional<HashKv> first = hashes.values().stream().findFirst();
        String detail = "revision " + revision
                + first.map(hash -> ", hash " + hash.hash()).orElse("")
                + ", " + hashes.size() + " members";
        return new Compared(Verdict.pass(), slowest, detail);
    }

    private static Compared inconclusive(String why, Duration slowest) {
        Problem problem = new Problem(
                ErrorCode.GATE_INCONCLUSIVE,
                "members",
                "whether all members hold the same data could not be learned: " + why,
                "see that every member answers, then resume");
        return new Compared(new Verdict.Inconclusive(List.of(problem)), slowest, "");
    }
}
