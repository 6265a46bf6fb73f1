package dev.etcdtls.simulation;

import dev.etcdtls.model.ClientUrl;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * L2: a client of its own writes after every effect, at the member that answers first. With three members and more one always does, and what
 * was acknowledged can be read to the end.
 */
final class WriteLaw {
    private final SimulatedCluster cluster;
    private final Map<String, String> acknowledged = new LinkedHashMap<>();
    private int attempts;

    WriteLaw(SimulatedCluster cluster) {
        this.cluster = cluster;
    }

    Optional<String> attempt() {
        String key = "law/" + ++attempts;
        boolean answered = cluster.network.members.values().stream().anyMatch(this::answers);
        if (!answered) {
            return cluster.network.members.size() <= 2 ? Optional.empty() : Optional.of("L2: no member takes a write");
        }
        acknowledged.put(key, "v");
        if (cluster.losesNextWrite) {
            cluster.losesNextWrite = false;
        } else {
            cluster.network.raft.put(key, "v");
        }
        return Optional.empty();
    }

    List<String> lost() {
        List<String> lost = new ArrayList<>();
        acknowledged.forEach((key, value) -> {
            if (!value.equals(cluster.network.raft.keys.get(key))) {
                lost.add("L2: " + key + " was acknowledged and is gone");
            }
        });
        return lost;
    }

    int acknowledged() {
        return acknowledged.size();
    }

    private boolean answers(SimulatedMember member) {
        return member.ready
                && cluster.network.knowsLeader(member)
                && member.listenClientUrls().stream().anyMatch(url -> isUsable(member, url));
    }

    /** It holds the certificates that a consumer would hold, so only what plaintext loses is lost. */
    private static boolean isUsable(SimulatedMember member, ClientUrl url) {
        return url.isHttps() || !member.losesPlaintextAt(url.authority());
    }
}
