package dev.etcdtls.lab;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the API load's log says and, when {@code verified}, what the apiservers say. {@code ambiguous} and
 * {@code secondAttempts} count attempts and operations; {@code lostObjects} were acknowledged and at least one apiserver
 * does not have them; {@code lostEvents} were acknowledged and neither a watch nor the list after it told of them.
 */
public record ApiLoadCounts(
        int created,
        int failed,
        int ambiguous,
        int secondAttempts,
        int lists,
        int failedLists,
        double perSecond,
        Map<String, Integer> perKind,
        long longestStallMs,
        String longestStallAt,
        int toldByWatch,
        int toldByList,
        int toldTwice,
        int watchesOpened,
        int watchesExpired,
        int watchesOpen,
        boolean verified,
        int lostObjects,
        int lostEvents,
        List<String> lostNames) {

    public ApiLoadCounts {
        perKind = Collections.unmodifiableMap(new TreeMap<>(perKind));
        lostNames = List.copyOf(lostNames);
    }
}
