package dev.etcdtls.demo;

import dev.etcdtls.demo.ClusterFacts.Access;
import dev.etcdtls.lab.Lab;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a cluster was before anything was done to it.
 *
 * @param identities cluster id and member ids, as one text
 * @param digests of the fill, one for each different content of a member's store
 * @param listeners by member, with scheme
 */
public record Before(String identities, Set<String> digests, Map<String, List<String>> listeners, Instant at) {
    public Before {
        digests = Set.copyOf(digests);
        listeners = Collections.unmodifiableMap(new LinkedHashMap<>(listeners));
    }

    /** Measured now, on a cluster that speaks plaintext. */
    public static Before of(Lab lab) {
        ClusterFacts facts = new ClusterFacts(lab);
        return new Before(
                facts.identities(Access.PLAINTEXT),
                facts.fillDigests(Access.PLAINTEXT),
                facts.listeners(),
                Instant.now());
    }
}
