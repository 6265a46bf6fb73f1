package dev.etcdtls.plan;

import dev.etcdtls.inventory.Inventory;
import dev.etcdtls.model.FilePath;
import dev.etcdtls.model.HostName;
import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.observation.ConsumerObservation;
import dev.etcdtls.observation.KeptFile;
import dev.etcdtls.observation.SourceFile;
import dev.etcdtls.step.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Copies of files from before a migration, on the way back. */
final class KeptCopies {
    private KeptCopies() {}

    /**
     * The copies of a host go when each of them is the very file that is in force: an old one would be taken for the truth by the next run.
     */
    static List<Step> removal(Inventory inventory, ClusterObservation state, WaysBack ways) {
        List<Step> steps = new ArrayList<>();
        for (HostName host :
                inventory.hosts().stream().map(entry -> entry.name()).toList()) {
            List<String> inForce = inForce(state, host);
            ways.folderOn(host)
                    .filter(folder -> of(state, host, folder).stream().allMatch(copy -> inForce.contains(copy.text())))
                    .ifPresent(folder -> steps.add(new Step.RemoveLeftovers(host, List.of(folder))));
        }
        return steps;
    }

    /** What whoever moves a consumer back finds on its host; empty when nothing was kept there. */
    static Optional<String> words(ClusterObservation seen, ConsumerObservation consumer, FilePath folder) {
        List<String> copies = consumer.sight().seen().stream()
                .flatMap(facts -> facts.sources().stream().map(SourceFile::path))
                .filter(path -> of(seen, consumer.host(), folder).stream()
                        .anyMatch(copy -> copy.path().equals(KeptFile.copyOf(folder, path))))
                .map(path -> KeptFile.copyOf(folder, path) + " (of " + path + ")")
                .toList();
        return copies.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", copies));
    }

    private static List<KeptFile> of(ClusterObservation seen, HostName host, FilePath folder) {
        return seen.facts(host).stream()
                .flatMap(facts -> facts.kept().stream())
                .filter(copy -> copy.path().value().startsWith(folder.value() + "/"))
                .toList();
    }

    private static List<String> inForce(ClusterObservation state, HostName host) {
        List<String> texts = new ArrayList<>();
        state.service(host).ifPresent(service -> texts.add(service.file().text()));
        state.consumers().stream()
                .filter(consumer -> consumer.host().equals(host))
                .flatMap(consumer -> consumer.sight().seen().stream())
                .flatMap(facts -> facts.sources().stream())
                .forEach(source -> texts.add(source.text()));
        return texts;
    }
}
