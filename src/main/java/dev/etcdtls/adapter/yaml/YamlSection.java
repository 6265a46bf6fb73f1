package dev.etcdtls.adapter.yaml;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A mapping with known keys, read strictly: an unknown or doubled key, an anchor, a value of another type is a complaint at its place, and
 * reading goes on with the fallback given, so that one look finds all of them. Whoever builds something from the values asks first whether
 * there were complaints.
 */
final class YamlSection {
    private static final Pattern DURATION = Pattern.compile("([0-9]{1,6})([smh])");

    private final Complaints complaints;
    private final Node node;
    private final String title;
    private final Map<String, Node> values = new LinkedHashMap<>();

    /** @param title what the section is called in messages, for example {@code a host} */
    YamlSection(Complaints complaints, Node node, String title, List<String> keys) {
        this.complaints = complaints;
        this.node = node;
        this.title = title;
        if (isPlain(node) && node instanceof MappingNode mapping) {
            mapping.getValue().forEach(entry -> enter(entry, keys));
        } else if (isPlain(node)) {
            complaints.at(node, title + " must be a mapping, found " + kind(node), "write it as key: value lines");
        }
    }

    /** Where the section, or the value of one of its keys, stands. */
    Node place(String key) {
        return values.getOrDefault(key, node);
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    /** A text that must be there. */
    <T> Optional<T> required(String key, Function<String, T> parse) {
        if (!values.containsKey(key)) {
            missing(key);
        }
        return optional(key, parse);
    }

    <T> Optional<T> optional(String key, Function<String, T> parse) {
        return Optional.ofNullable(values.get(key)).flatMap(value -> text(value, key, parse));
    }

    /** A text that may look like a number. */
    <T> Optional<T> textOrNumber(String key, Function<String, T> parse) {
        Node value = values.get(key);
        return value instanceof ScalarNode scalar && scalar.getTag().equals(Tag.INT)
                ? parsed(scalar, key, parse)
                : optional(key, parse);
    }

    /** One of the given words. */
    String word(String key, String byDefault, List<String> words) {
        Optional<String> found = optional(key, Function.identity());
        if (found.isPresent() && !words.contains(found.get())) {
            complaints.at(place(key), key + " cannot be '" + found.get() + "'", Spelling.advice(found.get(), words));
            return byDefault;
        }
        return found.orElse(byDefault);
    }

    boolean truth(String key, boolean byDefault) {
        Node value = values.get(key);
        if (value == null) {
            return byDefault;
        }
        if (value instanceof ScalarNode scalar && scalar.getTag().equals(Tag.BOOL)) {
            return scalar.getValue().equalsIgnoreCase("true");
        }
        complaints.at(
                value, key + " must be true or false, found " + kind(value), "write true or false, without quotes");
        return byDefault;
    }

    int port(String key, int byDefault) {
        return Optional.ofNullable(values.get(key))
                .map(value -> port(value, key, byDefault))
                .orElse(byDefault);
    }

    int port(Node value, String key, int byDefault) {
        if (value instanceof ScalarNode scalar
                && scalar.getTag().equals(Tag.INT)
                && scalar.getValue().matches("[0-9]{1,5}")) {
            int port = Integer.parseInt(scalar.getValue());
            if (port >= 1 && port <= 65_535) {
                return port;
            }
        }
        complaints.at(value, key + " must be a port, found " + kind(value), "write a number from 1 to 65535");
        return byDefault;
    }

    /** A whole number, both bounds included. */
    int number(String key, int byDefault, int least, int most) {
        Node value = values.get(key);
        if (value == null) {
            return byDefault;
        }
        if (value instanceof ScalarNode scalar
                && scalar.getTag().equals(Tag.INT)
                && scalar.getValue().matches("[0-9]{1,9}")) {
            int number = Integer.parseInt(scalar.getValue());
            if (number >= least && number <= most) {
                return number;
            }
        }
        complaints.at(
                value, key + " must be a number, found " + kind(value), "write one from " + least + " to " + most);
        return byDefault;
    }

    Duration duration(String key, Duration byDefault) {
        Node value = values.get(key);
        if (value == null) {
            return byDefault;
        }
        Matcher matcher = DURATION.matcher(value instanceof ScalarNode scalar ? scalar.getValue() : "");
        if (!matcher.matches() || Long.parseLong(matcher.group(1)) == 0) {
            complaints.at(value, key + " must be a duration, found " + kind(value), "write it like 10s, 10m or 720h");
            return byDefault;
        }
        long number = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            default -> Duration.ofHours(number);
        };
    }

    /** The elements of a list; none when the key is absent. */
    List<Node> list(String key) {
        Node value = values.get(key);
        if (value == null) {
            return List.of();
        }
        if (value instanceof SequenceNode sequence) {
            return sequence.getValue().stream().filter(this::isPlain).toList();
        }
        complaints.at(value, key + " must be a list, found " + kind(value), "write it as [a, b] or as lines with '- '");
        return List.of();
    }

    <T> List<T> texts(String key, Function<String, T> parse) {
        return list(key).stream()
                .flatMap(value -> text(value, "an element of " + key, parse).stream())
                .toList();
    }

    void missing(String key) {
        complaints.at(node, title + " has no '" + key + "'", "add the key '" + key + "'");
    }

    private <T> Optional<T> text(Node value, String what, Function<String, T> parse) {
        if (!(value instanceof ScalarNode scalar) || !scalar.getTag().equals(Tag.STR)) {
            String next = value instanceof ScalarNode ? "put it in quotes if it is meant as a text" : "write a text";
            complaints.at(value, what + " must be a text, found " + kind(value), next);
            return Optional.empty();
        }
        return parsed(scalar, what, parse);
    }

    private <T> Optional<T> parsed(ScalarNode value, String what, Function<String, T> parse) {
        try {
            return Optional.of(parse.apply(value.getValue()));
        } catch (IllegalArgumentException e) {
            complaints.at(value, what + ": " + e.getMessage(), "correct the value");
            return Optional.empty();
        }
    }

    private void enter(NodeTuple entry, List<String> keys) {
        if (!isPlain(entry.getKeyNode()) || !isPlain(entry.getValueNode())) {
            return;
        }
        String key = entry.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
        if (!keys.contains(key)) {
            complaints.at(entry.getKeyNode(), "unknown key '" + key + "' in " + title, Spelling.advice(key, keys));
        } else if (values.putIfAbsent(key, entry.getValueNode()) != null) {
            complaints.at(entry.getKeyNode(), "the key '" + key + "' stands twice in " + title, "keep one of the two");
        }
    }

    /** Anchors, and with them every alias, would make a value mean something that does not stand at its place. */
    private boolean isPlain(Node any) {
        any.getAnchor()
                .ifPresent(anchor -> complaints.at(
                        any, "anchors and aliases are not read (&" + anchor.getValue() + ")", "write the value out"));
        return any.getAnchor().isEmpty();
    }

    private static String kind(Node node) {
        return switch (node) {
            case ScalarNode scalar when scalar.getTag().equals(Tag.NULL) -> "nothing";
            case ScalarNode scalar
            when scalar.getTag().equals(Tag.INT) || scalar.getTag().equals(Tag.FLOAT) ->
                "the number " + scalar.getValue();
            case ScalarNode scalar when scalar.getTag().equals(Tag.BOOL) -> "the truth value " + scalar.getValue();
            case ScalarNode scalar -> "'" + scalar.getValue() + "'";
            case SequenceNode _ -> "a list";
            default -> "a mapping";
        };
    }
}
