package dev.etcdtls.cli;

import dev.etcdtls.adapter.yaml.InventoryWriter;
import dev.etcdtls.inventory.ConsumerEntry;
import dev.etcdtls.inventory.ConsumerEntry.Behaviour;
import dev.etcdtls.inventory.ConsumerEntry.Kind;
import dev.etcdtls.model.ConsumerName;
import dev.etcdtls.model.UnitName;
import dev.etcdtls.report.ClientSeen;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Clients that were connected, as comments above the inventory's {@code consumers}: who reads them takes the # away, or knows better. */
final class ConsumerProposals {
    private ConsumerProposals() {}

    /** The comments by section; none when nobody was connected. */
    static Map<String, String> comments(List<ClientSeen> clients) {
        if (clients.isEmpty()) {
            return Map.of();
        }
        Set<String> entries = new LinkedHashSet<>();
        List<String> others = new ArrayList<>();
        for (ClientSeen client : clients) {
            Optional<ConsumerEntry> entry = entry(client);
            entry.map(InventoryWriter::line).ifPresent(entries::add);
            if (entry.isEmpty()) {
                others.add("  " + client.words()
                        + (client.host().isPresent() ? "" : ": add its host with --ssh to see who it is"));
            }
        }
        List<String> lines = new ArrayList<>();
        if (!entries.isEmpty()) {
            lines.add("Connected when this was written: declare them, one line each.");
            lines.addAll(entries);
        }
        if (!others.isEmpty()) {
            lines.add("Connected as well, and not known well enough for a line:");
            lines.addAll(others);
        }
        return Map.of("consumers", String.join("\n", lines));
    }

    private static Optional<ConsumerEntry> entry(ClientSeen client) {
        Optional<UnitName> unit = typed(client.unit(), UnitName::new);
        return client.host()
                .flatMap(host -> Stream.of(client.unit().replaceFirst("\\.(service|scope)$", ""), client.process())
                        .flatMap(text -> typed(text, ConsumerName::new).stream())
                        .findFirst()
                        .map(name -> new ConsumerEntry(
                                name, kind(client), host, unit, List.of(), new Behaviour(Optional.empty(), false))));
    }

    private static Kind kind(ClientSeen client) {
        return switch (client.process()) {
            case "kube-apiserver" -> Kind.KUBE_APISERVER;
            case "flanneld" -> Kind.FLANNELD;
            default -> Kind.SELF_MOVING;
        };
    }

    private static <T> Optional<T> typed(String text, Function<String, T> type) {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(type.apply(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
