package dev.etcdtls.consumer;

import dev.etcdtls.model.ConsumerName;
import java.util.List;

/**
 * Nodes that are moved together.
 *
 * @param group what the wave is called, {@code wave-2}; the same in every re-planning
 * @param nodes in inventory order, never none
 * @param tolerance how many nodes, those of earlier waves included, may have failed at its end without stopping the plan
 */
public record FlannelWave(String group, List<ConsumerName> nodes, int tolerance) {
    public FlannelWave {
        nodes = List.copyOf(nodes);
        if (nodes.isEmpty()) {
            throw new IllegalArgumentException("a wave has nodes");
        }
    }
}
