package dev.etcdtls.demo;

import dev.etcdtls.lab.WorkloadCounts;
import java.util.List;

/** What the independent workload saw, and read back from every member. */
final class WorkloadPromises {
    /** A run counts only when somebody was really writing all the time. */
    private static final int LEAST_IN_TEN_SECONDS = 100;

    private WorkloadPromises() {}

    /** @param members with one or two, each restart is an outage that was announced: then failed operations are told, not promised */
    static List<Promise> of(WorkloadCounts counts, int members) {
        return List.of(
                new Promise("operations were acknowledged", counts.acknowledged() > 0, counts.acknowledged() + ""),
                members > 2
                        ? Promise.equal("operations failed", 0, counts.failed())
                        : new Promise(
                                "operations failed in the announced outages (told, not promised)",
                                true,
                                counts.failed() + ""),
                new Promise("attempts ambiguous (told, not promised)", true, counts.ambiguous() + ""),
                Promise.equal("acknowledged writes lost", 0, counts.verified() ? counts.lost() : -1),
                new Promise("longest stall", true, counts.longestStallMs() + " ms"),
                new Promise(
                        "the workload wrote all the time: at least " + LEAST_IN_TEN_SECONDS + " in each ten seconds",
                        counts.leastInTenSeconds() >= LEAST_IN_TEN_SECONDS,
                        counts.leastInTenSeconds() + ""));
    }
}
