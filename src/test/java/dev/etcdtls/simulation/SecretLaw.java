package dev.etcdtls.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** L6: no line of a private key in what a run keeps or tells, and no key on a host that others than its owner can read. */
final class SecretLaw {
    private static final int SHORTEST = 40;

    private final SimulatedCluster cluster;

    SecretLaw(SimulatedCluster cluster) {
        this.cluster = cluster;
    }

    List<String> violations() {
        Map<String, String> told = new TreeMap<>(Map.of(
                "the journal", cluster.run.journal().toString(),
                "the events", cluster.run.events().toString(),
                "the evidence", cluster.run.evidence().toString(),
                "the questions", cluster.run.questions().toString(),
                "the effects", cluster.effects.toString()));
        List<String> secrets = secrets();
        List<String> broken = new ArrayList<>();
        told.forEach((where, text) -> secrets.stream()
                .filter(text::contains)
                .limit(1)
                .forEach(_ -> broken.add("L6: a line of a private key is in " + where)));
        cluster.hostNames()
                .forEach(host -> cluster.host(host).files.keys().forEach((path, file) -> {
                    if (!file.mode().equals("600")) {
                        broken.add("L6: " + host + path + " has mode " + file.mode());
                    }
                }));
        return broken;
    }

    private List<String> secrets() {
        Stream<String> onHosts = cluster.hostNames().stream()
                .flatMap(host -> cluster.host(host).files.keys().values().stream())
                .map(file -> file.text());
        Stream<String> own = cluster.run.everyOperatorKey().stream();
        return Stream.concat(onHosts, own)
                .flatMap(String::lines)
                .filter(line -> line.length() >= SHORTEST && !line.startsWith("-----"))
                .toList();
    }
}
