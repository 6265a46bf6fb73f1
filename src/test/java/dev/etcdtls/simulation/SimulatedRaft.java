package dev.etcdtls.simulation;

import dev.etcdtls.model.ClientUrl;
import dev.etcdtls.model.EtcdClusterId;
import dev.etcdtls.model.MemberId;
import dev.etcdtls.model.PeerUrl;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
        commit();
        keys.put(key, value);
        return ++revision;
    }

    long deletePrefix(String prefix) {
        long before = keys.size();
        keys.keySet().removeIf(key -> key.startsWith(prefix));
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
