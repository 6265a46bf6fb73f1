package dev.etcdtls.adapter.ssh;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the script {@code look.sh} printed: lines of a tag and the rest, in their order. */
final class HostReport {
    private final Map<String, List<String>> lines;

    private HostReport(Map<String, List<String>> lines) {
        this.lines = lines;
    }

    /** Reads a report; empty when it was cut short. */
    static Optional<HostReport> parse(String text) {
        Map<String, List<String>> lines = new LinkedHashMap<>();
        text.lines().forEach(line -> {
            int blank = line.indexOf(' ');
            String tag = blank < 0 ? line : line.substring(0, blank);
            String rest = blank < 0 ? "" : line.substring(blank + 1);
            lines.computeIfAbsent(tag, _ -> new ArrayList<>()).add(rest);
        });
        return lines.containsKey("end") ? Optional.of(new HostReport(lines)) : Optional.empty();
    }

    List<String> all(String tag) {
        return List.copyOf(lines.getOrDefault(tag, List.of()));
    }

    Optional<String> first(String tag) {
        return all(tag).stream().findFirst();
    }

    /** The value of {@code tag key value}. */
    Optional<String> first(String tag, String key) {
        return all(tag).stream()
                .filter(line -> line.startsWith(key + " "))
                .map(line -> line.substring(key.length() + 1))
                .findFirst();
    }

    /** The text behind a colon in base64. */
    static String unpack(String packed) {
        return new String(
                Base64.getDecoder().decode(packed.substring(packed.indexOf(':') + 1)), StandardCharsets.UTF_8);
    }

    /** The NUL-terminated words behind a colon in base64. */
    static List<String> unpackWords(String packed) {
        String text = unpack(packed);
        return text.isEmpty() ? List.of() : List.of(text.split("\0"));
    }
}
