package dev.etcdtls.codec;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** JSON trees and their three texts: for people, one line, and canonical (keys sorted, no blanks). */
final class Json {
    private static final JsonMapper LINE = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final JsonMapper CANONICAL =
            JsonMapper.builder().enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED).build();
    private static final JsonMapper PRETTY =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private Json() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** An object with its stable kind name as the first field. */
    static ObjectNode kind(String kind) {
        return object().put("kind", kind);
    }

    static <T> ArrayNode list(Collection<T> values, Function<T, JsonNode> form) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        values.forEach(value -> array.add(form.apply(value)));
        return array;
    }

    /** A list of texts, each as its value prints. */
    static ArrayNode texts(Collection<?> values) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        values.forEach(value -> array.add(value.toString()));
        return array;
    }

    static ObjectNode map(SortedMap<String, String> values) {
        ObjectNode node = object();
        for (Map.Entry<String, String> entry : values.entrySet()) {
            node.put(entry.getKey(), entry.getValue());
        }
        return node;
    }

    /** A constant as it is written: {@code same-port} for {@code SAME_PORT}. */
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The constant that is written as the word. */
    static <E extends Enum<E>> E constant(E[] all, String word) {
        return Arrays.stream(all)
                .filter(constant -> word(constant).equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown word '" + word + "'"));
    }

    static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (java.time.format.DateTimeParseException e) {
            throw new IllegalArgumentException("not an ISO instant: '" + text + "'", e);
        }
    }

    static Duration duration(String text) {
        try {
            return Duration.parse(text);
        } catch (java.time.format.DateTimeParseException e) {
            throw new IllegalArgumentException("not an ISO duration: '" + text + "'", e);
        }
    }

    /** Reads one JSON value; a doubled key or anything behind the value is an {@link IllegalArgumentException}. */
    static JsonNode parse(String text) {
        try {
            return LINE.readTree(text);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage(), e);
        }
    }

    static String line(JsonNode node) {
        return LINE.writeValueAsString(node);
    }

    static String canonical(JsonNode node) {
        return CANONICAL.writeValueAsString(node);
    }

    static String pretty(JsonNode node) {
        return PRETTY.writeValueAsString(node) + "\n";
    }
}
