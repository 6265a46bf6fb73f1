package dev.etcdtls.consumer;

import dev.etcdtls.consumer.FlannelNode.Standing;
import dev.etcdtls.inventory.FlannelSettings;
import dev.etcdtls.model.ConsumerName;
import java.util.ArrayList;
import java.util.List;

/**
 * The order in which flanneld is moved on the nodes.
 *
 * <ol>
 *   <li>The declared nodes are cut into waves by their place in the inventory: the canaries, then so many at a time. A node's wave depends
 *       on the inventory alone, so that a re-planning in the middle names the same waves.
 *   <li>Who has moved or cannot be seen drops out; a wave without nodes is not emitted. The numbers of the others stay.
 *   <li>Somebody goes first, whatever happened to the canaries: when none of them can be seen, the first nodes that can be are taken out of
 *       their waves in their stead.
 *   <li>A canary may not fail. With a budget of failures a last group, {@code left-behind}, names all nodes once more and may leave nobody:
 *       it has nothing to do when nobody was left, and is how a resumed run finishes what was mended.
 * </ol>
 */
public final class FlannelWaves {
    public static final String LEFT_BEHIND = "left-behind";

    private final FlannelSettings settings;
    private final List<FlannelNode> declared;
    private final List<FlannelNode> canaries;

    private FlannelWaves(FlannelSettings settings, List<FlannelNode> declared) {
        this.settings = settings;
        this.declared = List.copyOf(declared);
        this.canaries = canaries();
    }

    /** @param declared every flanneld of the inventory, in its order */
    public static List<FlannelWave> of(FlannelSettings settings, List<FlannelNode> declared) {
        return new FlannelWaves(settings, declared).waves();
    }

    /** Who is in no wave because its host could not be looked at. */
    public static List<ConsumerName> unseen(List<FlannelNode> declared) {
        return names(declared, Standing.UNSEEN);
    }

    private List<FlannelWave> waves() {
        List<FlannelWave> waves = new ArrayList<>();
        add("wave-1", canaries, 0, waves);
        int size = settings.wave().of(declared.size());
        int number = 2;
        for (int from = settings.canary(); from < declared.size(); from += size) {
            List<FlannelNode> slice = new ArrayList<>(declared.subList(from, Math.min(from + size, declared.size())));
            slice.removeAll(canaries);
            add("wave-" + number++, slice, settings.failures(), waves);
        }
        if (settings.failures() > 0 && !waves.isEmpty()) {
            add(LEFT_BEHIND, declared, 0, waves);
        }
        return List.copyOf(waves);
    }

    private static void add(String group, List<FlannelNode> nodes, int tolerance, List<FlannelWave> waves) {
        List<ConsumerName> names = names(nodes, Standing.TO_MOVE);
        if (!names.isEmpty()) {
            waves.add(new FlannelWave(group, names, tolerance));
        }
    }

    private List<FlannelNode> canaries() {
        List<FlannelNode> first = declared.subList(0, Math.min(settings.canary(), declared.size()));
        return first.stream().anyMatch(FlannelWaves::isSeen)
                ? first
                : declared.stream()
                        .filter(FlannelWaves::isSeen)
                        .limit(settings.canary())
                        .toList();
    }

    private static boolean isSeen(FlannelNode node) {
        return node.standing() != Standing.UNSEEN;
    }

    private static List<ConsumerName> names(List<FlannelNode> nodes, Standing standing) {
        return nodes.stream()
                .filter(node -> node.standing() == standing)
                .map(FlannelNode::name)
                .toList();
    }
}
