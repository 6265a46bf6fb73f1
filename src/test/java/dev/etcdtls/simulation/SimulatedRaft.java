package dev.etcdtls.simulation;

import dev.etcdtls.model.ClientUrl;
import dev.etcdtls.model.EtcdClusterId;
import dev.etcdtls.model.MemberId;
import dev.etcdtls.model.PeerUrl;
import dev.etcdtls.port.EtcdApi.KeyFacts;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the members agree on: URLs, leader, keys, alarms. Mutable state; the cluster guards it. */
final class SimulatedRaft {
    final EtcdClusterId cluster = new EtcdClusterId(0xC1);
    final Map<MemberId, List<PeerUrl>> peerUrls = new HashMap<>();
    final Map<MemberId, List<ClientUrl>> clientUrls = new HashMap<>();
    final SortedMap<String, String> keys = new TreeMap<>();
    /** Of keys that were written by {@link #put}. */
    final Map<String, KeyFacts> facts = new HashMap<>();

    /** When each lease ends. */
    final Map<Long, Instant> leases = new HashMap<>();

    final SortedSet<String> alarms = new TreeSet<>();
    Optional<MemberId> leader = Optional.empty();
    long term = 7;
    long index = 1_000_000;
    long revision = 100;

    /** Something was committed. */
    long commit() {
        return ++index;
    }

    long put(String key, String value) {
        return put(key, value, OptionalLong.empty());
    }

    /** Puts a key that depends on a lease, as a consumer does. */
    long put(String key, String value, OptionalLong lease) {
        commit();
        revision++;
        KeyFacts before = facts.get(key);
        facts.put(key, new KeyFacts(before == null ? revision : before.createRevision(), revision, lease));
        keys.put(key, value);
        return revision;
    }

    long deletePrefix(String prefix) {
        long before = keys.size();
        keys.keySet().removeIf(key -> key.startsWith(prefix));
        facts.keySet().removeIf(key -> key.startsWith(prefix));
        long deleted = before - keys.size();
        if (deleted > 0) {
            commit();
            revision++;
        }
        return deleted;
    }

    void lead(Optional<MemberId> member) {
        if (!leader.equals(member)) {
            leader = member;
            term++;
            commit();
        }
    }
}
