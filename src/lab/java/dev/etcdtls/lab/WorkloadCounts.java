package dev.etcdtls.lab;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the workload's log says and, when {@code verified}, what the members say. {@code ambiguous} counts attempts, all
 * else operations; {@code lost} are acknowledged keys that at least one member does not have.
 */
public record WorkloadCounts(
        int acknowledged,
        int failed,
        int ambiguous,
        int secondAttempts,
        double perSecond,
        long longestStallMs,
        String longestStallAt,
        int leastInTenSeconds,
        Map<String, Integer> perMinute,
        Map<String, Integer> perScheme,
        boolean verified,
        int lost,
        List<String> lostKeys) {

    public WorkloadCounts {
        perMinute = Collections.unmodifiableMap(new TreeMap<>(perMinute));
        perScheme = Collections.unmodifiableMap(new TreeMap<>(perScheme));
        lostKeys = List.copyOf(lostKeys);
    }
}
