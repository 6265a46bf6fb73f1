package dev.etcdtls.lab;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Traffic between the subnets of the flannel nodes, as of pods: on each node a unit {@code pod-echo.service} that answers
 * echoes and asks every other node for ten a second, log {@code /var/log/pod-echo/echoes.jsonl}.
 */
public final class PodTraffic {
    private static final String SETTINGS_FILE = "/etc/default/pod-echo";
    private static final String LOG = "/var/log/pod-echo/echoes.jsonl";
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private static final String UNIT = """
            [Unit]
            Description=What stands for the pods of this node
            After=pod-network.service

            [Service]
            EnvironmentFile=/run/flannel/subnet.env
            EnvironmentFile=/etc/default/pod-echo
            ExecStart=/usr/local/bin/pod-echo run --listen ${FLANNEL_SUBNET} --targets ${POD_TARGETS}
            LogsDirectory=pod-echo
            Restart=on-failure
            RestartSec=1

            [Install]
            WantedBy=multi-user.target
            """;

    private final List<LabHost> nodes;

    PodTraffic(List<LabHost> nodes) {
        this.nodes = List.copyOf(nodes);
    }

    /** Starts it on all nodes, which must have their subnets, and returns when every node has heard from every other. */
    void start() {
        SortedMap<String, String> addresses = new TreeMap<>();
        nodes.forEach(node -> addresses.put(node.name(), new FlannelNode(node).podAddress()));
        for (LabHost node : nodes) {
            node.put(List.of(
                    new HostFile("/etc/systemd/system/pod-echo.service", 0644, UNIT),
                    new HostFile(SETTINGS_FILE, 0644, settings(node.name(), addresses))));
            node.script("systemctl daemon-reload; systemctl enable --quiet --now pod-echo.service;"
                    + " timeout 20 bash -c 'until [ -e %s ]; do sleep 0.1; done'".formatted(LOG));
        }
        Instant from = Instant.now();
        if (!Deadline.in(LIMIT).await(() -> allHaveAnswered(from))) {
            throw new LabException("after %s echoes do not flow between all nodes: %s"
                    .formatted(LIMIT, count(from, from.plus(LIMIT))));
        }
    }

    /** What each node has sent in [from, to), by the node's name. Echoes of the last two seconds may be under way. */
    public SortedMap<String, PodCounts> count(Instant from, Instant to) {
        SortedMap<String, PodCounts> counts = new TreeMap<>();
        for (LabHost node : nodes) {
            counts.put(node.name(), new WitnessCommand(node, "pod-echo").count(from, to, PodCounts.class));
        }
        return counts;
    }

    /** Makes a node leave the next echo that it is asked for unanswered. */
    public void plantDroppedEcho(String name) {
        nodes.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new LabException("no flannel node is called " + name))
                .script("systemctl kill --signal=USR1 pod-echo.service");
    }

    static String settings(String node, SortedMap<String, String> addresses) {
        String others = addresses.entrySet().stream()
                .filter(each -> !each.getKey().equals(node))
                .map(each -> each.getKey() + "=" + each.getValue())
                .collect(Collectors.joining(","));
        return "POD_TARGETS=" + others + "\n";
    }

    private boolean allHaveAnswered(Instant from) {
        return count(from, from.plus(LIMIT)).values().stream()
                .allMatch(counts -> counts.targets().values().stream()
                                .filter(target -> target.answered() > 0)
                                .count()
                        == nodes.size() - 1);
    }
}
