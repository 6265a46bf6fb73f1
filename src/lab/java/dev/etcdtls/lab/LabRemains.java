package dev.etcdtls.lab;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.Network;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Finds by its labels what belongs to labs (running, half made or left over), and removes it. */
final class LabRemains {
    private final DockerClient client;

    LabRemains(DockerClient client) {
        this.client = client;
    }

    /** The names of all labs of which anything is left, with the folder of each. */
    SortedMap<String, Path> labs() {
        SortedMap<String, Path> labs = new TreeMap<>();
        containers().forEach(container -> note(labs, container.getLabels()));
        networks().forEach(network -> note(labs, network.getLabels()));
        return labs;
    }

    /**
     * Fails, naming the holder, if there is any lab already: one at a time on a machine. A lab of which no host runs is
     * what an engine that was killed left behind; it is removed, since nobody can use it again.
     */
    void refuseIfAnyRuns(Progress progress) {
        labs().forEach((name, folder) -> {
            if (runs(name)) {
                throw new LabException(
                        "lab '%s' is up already (%s); one at a time on a machine: bin/lab down --name %1$s"
                                .formatted(name, folder));
            }
            progress.say("removing what is left of lab " + name + ", of which no host runs");
            remove(name);
        });
    }

    private boolean runs(String lab) {
        return containers().stream()
                .filter(container -> lab.equals(container.getLabels().get(LabLabels.LAB)))
                .anyMatch(container -> "running".equals(container.getState()));
    }

    /** The hosts of a lab, in the order of their addresses' labels. */
    List<LabHost> hosts(String lab) {
        return containers().stream()
                .filter(container -> lab.equals(container.getLabels().get(LabLabels.LAB)))
                .map(this::host)
                .sorted(java.util.Comparator.comparing(LabHost::role).thenComparing(LabHost::name))
                .toList();
    }

    /** Removes the containers and the network of a lab. */
    void remove(String lab) {
        for (Container container : containers()) {
            if (lab.equals(container.getLabels().get(LabLabels.LAB))) {
                client.removeContainerCmd(container.getId())
                        .withForce(true)
                        .withRemoveVolumes(true)
                        .exec();
            }
        }
        for (Network network : networks()) {
            if (lab.equals(network.getLabels().get(LabLabels.LAB))) {
                remove(network);
            }
        }
    }

    private void remove(Network network) {
        try {
            client.removeNetworkCmd(network.getId()).exec();
        } catch (NotFoundException _) {
            // Gone already, which is what was wanted.
        }
    }

    private LabHost host(Container container) {
        Map<String, String> labels = container.getLabels();
        return new LabHost(
                client,
                container.getId(),
                label(labels, LabLabels.HOST),
                label(labels, LabLabels.ADDRESS),
                HostRole.valueOf(label(labels, LabLabels.ROLE)));
    }

    private static String label(Map<String, String> labels, String key) {
        return Optional.ofNullable(labels.get(key))
                .orElseThrow(() -> new LabException("a container of the lab lacks the label " + key));
    }

    private static void note(SortedMap<String, Path> labs, Map<String, String> labels) {
        labs.put(label(labels, LabLabels.LAB), Path.of(label(labels, LabLabels.FOLDER)));
    }

    private List<Container> containers() {
        return client.listContainersCmd()
                .withShowAll(true)
                .withLabelFilter(List.of(LabLabels.LAB))
                .exec();
    }

    private List<Network> networks() {
        return client.listNetworksCmd()
                .withFilter("label", List.of(LabLabels.LAB))
                .exec();
    }
}
