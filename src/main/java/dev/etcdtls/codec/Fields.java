package dev.etcdtls.codec;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The fields of one JSON object, read strictly: a missing field, one of another type, a value outside its grammar, and at the end a field
 * that nobody asked for are an {@link IllegalArgumentException} that names the place.
 */
final class Fields {
    private final ObjectNode node;
    private final String place;
    private final Set<String> read = new HashSet<>();

    private Fields(ObjectNode node, String place) {
        this.node = node;
        this.place = place;
    }

    /** Reads an object whole. */
    static <T> T of(JsonNode node, String place, Function<Fields, T> reader) {
        if (!(node instanceof ObjectNode object)) {
            throw new IllegalArgumentException(place + " is not an object");
        }
        Fields fields = new Fields(object, place);
        T value = reader.apply(fields);
        for (String name : object.propertyNames()) {
            if (!fields.read.contains(name)) {
                throw new IllegalArgumentException(place + " has the unknown field '" + name + "'");
            }
        }
        return value;
    }

    /** The object as it is; with it every field counts as read. */
    ObjectNode whole() {
        read.addAll(node.propertyNames());
        return node;
    }

    /** A text that may be left out, because plans were stored before there was such a field. */
    <T> Optional<T> optional(String name, Function<String, T> parse) {
        return node.has(name) ? Optional.of(text(name, parse)) : Optional.empty();
    }

    String text(String name) {
        return string(field(name), place + "." + name);
    }

    <T> T text(String name, Function<String, T> parse) {
        return parsed(text(name), place + "." + name, parse);
    }

    long number(String name) {
        JsonNode value = field(name);
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw new IllegalArgumentException(place + "." + name + " is not a whole number");
        }
        return value.longValue();
    }

    int smallNumber(String name) {
        long number = number(name);
        if (number != (int) number) {
            throw new IllegalArgumentException(place + "." + name + " is too large");
        }
        return (int) number;
    }

    boolean truth(String name) {
        JsonNode value = field(name);
        if (!value.isBoolean()) {
            throw new IllegalArgumentException(place + "." + name + " is not true or false");
        }
        return value.booleanValue();
    }

    <T> T object(String name, Function<Fields, T> reader) {
        return of(field(name), place + "." + name, reader);
    }

    <T> List<T> objects(String name, Function<Fields, T> reader) {
        List<T> values = new ArrayList<>();
        for (JsonNode element : array(name)) {
            values.add(of(element, place + "." + name + "[" + values.size() + "]", reader));
        }
        return values;
    }

    <T> List<T> texts(String name, Function<String, T> parse) {
        List<T> values = new ArrayList<>();
        for (JsonNode element : array(name)) {
            String at = place + "." + name + "[" + values.size() + "]";
            values.add(parsed(string(element, at), at, parse));
        }
        return values;
    }

    SortedMap<String, String> map(String name) {
        return of(field(name), place + "." + name, fields -> {
            SortedMap<String, String> values = new TreeMap<>();
            fields.node.propertyNames().forEach(key -> values.put(key, fields.text(key)));
            return values;
        });
    }

    IllegalArgumentException unknownKind(String kind) {
        return new IllegalArgumentException(place + " has the unknown kind '" + kind + "'");
    }

    private JsonNode field(String name) {
        JsonNode value = node.get(name);
        if (value == null) {
            throw new IllegalArgumentException(place + " has no field '" + name + "'");
        }
        read.add(name);
        return value;
    }

    private JsonNode array(String name) {
        JsonNode value = field(name);
        if (!value.isArray()) {
            throw new IllegalArgumentException(place + "." + name + " is not a list");
        }
        return value;
    }

    private static String string(JsonNode value, String at) {
        if (!value.isString()) {
            throw new IllegalArgumentException(at + " is not a text");
        }
        return value.stringValue();
    }

    private static <T> T parsed(String text, String at, Function<String, T> parse) {
        try {
            return parse.apply(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(at + ": " + e.getMessage(), e);
        }
    }
}
