package dev.etcdtls.lab;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** Echoes that a node has asked the other nodes for, and which of them did not come back. */
public record PodCounts(int sent, int answered, int missed, Map<String, Target> targets) {

    public PodCounts {
        targets = Collections.unmodifiableMap(new TreeMap<>(targets));
    }

    /** The same for one other node, with the longest time in which no echo came back. */
    public record Target(int sent, int answered, int missed, long longestGapMs, String longestGapAt) {}
}
