package dev.etcdtls.adapter.yaml;

import dev.etcdtls.inventory.ConsumerEntry.Kind;
import dev.etcdtls.inventory.Moving;
import dev.etcdtls.inventory.Moving.Applying;
import dev.etcdtls.inventory.Moving.Dependents;
import dev.etcdtls.inventory.ProxyKind;
import dev.etcdtls.inventory.ProxyLeg;
import dev.etcdtls.inventory.UnitSettings;
import dev.etcdtls.model.Authority;
import dev.etcdtls.model.FilePath;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** What a consumer says about its own move. A key that means nothing for its kind is refused: it would be taken for a promise. */
final class MovingSection {
    private static final Map<String, Set<Kind>> MEANING = new LinkedHashMap<>();

    static {
        MEANING.put("proxy", EnumSet.of(Kind.KUBE_APISERVER));
        MEANING.put("proxy-leg", EnumSet.of(Kind.KUBE_APISERVER));
        MEANING.put("address", EnumSet.of(Kind.KUBE_APISERVER));
        MEANING.put("dependents", EnumSet.of(Kind.FLANNELD));
        MEANING.put("settings", EnumSet.of(Kind.UNIT));
        MEANING.put("apply", EnumSet.of(Kind.KUBE_APISERVER, Kind.UNIT));
        MEANING.put("certificates", EnumSet.allOf(Kind.class));
    }

    static final List<String> KEYS = List.copyOf(MEANING.keySet());

    private final Complaints complaints;
    private final YamlSection section;

    MovingSection(Complaints complaints, YamlSection section) {
        this.complaints = complaints;
        this.section = section;
    }

    Moving read(Kind kind) {
        MEANING.forEach((key, kinds) -> {
            if (section.has(key) && !kinds.contains(kind)) {
                String meant = kinds.stream().map(ConsumerSection::word).collect(Collectors.joining(", "));
                complaints.at(
                        section.place(key),
                        key + " means nothing for a consumer of kind " + ConsumerSection.word(kind),
                        "take it away; it is for " + meant);
            }
        });
        return new Moving(
                new Moving.Proxy(
                        section.has("proxy")
                                ? Optional.of(choice(
                                        "proxy", ProxyKind.HAPROXY, List.of(ProxyKind.values()), ProxyKind::word))
                                : Optional.empty(),
                        choice("proxy-leg", ProxyLeg.TLS, List.of(ProxyLeg.values()), ProxyLeg::word)),
                choice("dependents", Dependents.HOLD, List.of(Dependents.values()), Dependents::word),
                settings(),
                choice("apply", Applying.RESTART, applying(kind), Applying::word),
                section.optional("certificates", FilePath::new),
                section.optional("address", MovingSection::address));
    }

    private <T> T choice(String key, T byDefault, List<T> choices, Function<T, String> word) {
        String said = section.word(
                key, word.apply(byDefault), choices.stream().map(word).toList());
        return choices.stream()
                .filter(choice -> word.apply(choice).equals(said))
                .findFirst()
                .orElse(byDefault);
    }

    /** A unit has no manifest, and a kube-apiserver reads its flags once. */
    private static List<Applying> applying(Kind kind) {
        return switch (kind) {
            case KUBE_APISERVER -> List.of(Applying.RESTART, Applying.MANIFEST);
            case UNIT -> List.of(Applying.RESTART, Applying.RELOAD);
            case FLANNELD, SELF_MOVING -> List.of(Applying.values());
        };
    }

    private static Authority address(String text) {
        Authority authority = Authority.parse(text);
        if (authority.isWildcard()) {
            throw new IllegalArgumentException("nobody can dial " + text);
        }
        return authority;
    }

    /** Every key is one of its own: the variables of somebody else's unit. */
    private UnitSettings settings() {
        Node node = section.place("settings");
        if (!section.has("settings")) {
            return UnitSettings.NONE;
        }
        int before = complaints.count();
        YamlSection mapping = new YamlSection(complaints, node, "settings", keys(node));
        SortedMap<String, String> templates = new TreeMap<>();
        keys(node)
                .forEach(key ->
                        mapping.optional(key, Function.identity()).ifPresent(value -> templates.put(key, value)));
        if (complaints.count() > before) {
            return UnitSettings.NONE;
        }
        try {
            return checked(new UnitSettings(templates), node);
        } catch (IllegalArgumentException e) {
            complaints.at(
                    node,
                    "settings: " + e.getMessage(),
                    "name {endpoints} or {hosts}, {ca}, {cert} and {key}, once each");
            return UnitSettings.NONE;
        }
    }

    private UnitSettings checked(UnitSettings settings, Node node) {
        if (settings.isEmpty()) {
            complaints.at(node, "settings is empty", "name {endpoints} or {hosts}, {ca}, {cert} and {key}, once each");
        }
        return settings;
    }

    private static List<String> keys(Node node) {
        return node instanceof MappingNode mapping
                ? mapping.getValue().stream()
                        .map(entry -> entry.getKeyNode())
                        .flatMap(key -> key instanceof ScalarNode scalar ? Stream.of(scalar.getValue()) : Stream.of())
                        .distinct()
                        .toList()
                : List.of();
    }
}
