package dev.etcdtls.adapter.yaml;

import dev.etcdtls.inventory.ConsumerEntry;
import dev.etcdtls.inventory.ConsumerEntry.Behaviour;
import dev.etcdtls.inventory.ConsumerEntry.Kind;
import dev.etcdtls.model.ConsumerName;
import dev.etcdtls.model.FilePath;
import dev.etcdtls.model.HostName;
import dev.etcdtls.model.UnitName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.nodes.Node;

/** The inventory's {@code consumers}. */
final class ConsumerSection {
    private static final List<String> KEYS = Stream.concat(
                    Stream.of("name", "kind", "host", "unit", "files", "ready", "syncs-endpoints"),
                    MovingSection.KEYS.stream())
            .toList();

    private final Complaints complaints;
    private final Set<HostName> hosts;

    /** @param hosts those that the inventory knows */
    ConsumerSection(Complaints complaints, Set<HostName> hosts) {
        this.complaints = complaints;
        this.hosts = hosts;
    }

    static String word(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    List<ConsumerEntry> read(YamlSection top) {
        List<ConsumerEntry> consumers = new ArrayList<>();
        Set<ConsumerName> names = new HashSet<>();
        ClientFolders folders = new ClientFolders(complaints);
        for (Node node : top.list("consumers")) {
            YamlSection section = new YamlSection(complaints, node, "a consumer", KEYS);
            ConsumerEntry consumer = consumer(section, names);
            folders.add(section, consumer);
            consumers.add(consumer);
        }
        return consumers;
    }

    private ConsumerEntry consumer(YamlSection section, Set<ConsumerName> names) {
        Optional<ConsumerName> name = section.required("name", ConsumerName::new);
        if (name.isPresent() && !names.add(name.get())) {
            complaints.at(
                    section.place("name"), "two consumers are called '" + name.get() + "'", "give each its own name");
        }
        if (!section.has("kind")) {
            section.missing("kind");
        }
        String word = section.word(
                "kind",
                word(Kind.SELF_MOVING),
                Arrays.stream(Kind.values()).map(ConsumerSection::word).toList());
        Kind kind = Kind.valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
        Optional<HostName> host = section.required("host", HostName::new);
        host.filter(declared -> !hosts.contains(declared))
                .ifPresent(unknown -> complaints.at(
                        section.place("host"),
                        "no host is called '" + unknown + "'",
                        Spelling.advice(
                                unknown.value(),
                                hosts.stream().map(HostName::value).toList())));
        if (kind == Kind.UNIT && !section.has("unit")) {
            section.missing("unit");
        }
        return new ConsumerEntry(
                name.orElse(new ConsumerName("unknown")),
                kind,
                host.orElse(new HostName("unknown")),
                section.optional("unit", UnitName::new),
                section.texts("files", FilePath::new),
                new Behaviour(
                        section.optional("ready", text -> text),
                        section.truth("syncs-endpoints", false),
                        new MovingSection(complaints, section).read(kind)));
    }
}
