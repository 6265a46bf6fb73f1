package dev.etcdtls.pki;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Settings of a PKI role by the names of the HTTP API, each in one textual form: {@code true}, {@code 256}, seconds for durations, lists
 * joined by commas. The API takes them so and gives JSON values that read so.
 */
public record RoleSettings(SortedMap<String, String> values) {
    private static final String MAX_TTL = "max_ttl";

    public RoleSettings {
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }

    /** A value; empty when the role does not say (an older server does not know every setting). */
    public Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** Whether the role says {@code true}. */
    public boolean says(String name) {
        return "true".equals(values.get(name));
    }

    /** Whether the role says {@code false}; a role that does not say does neither. */
    public boolean denies(String name) {
        return "false".equals(values.get(name));
    }

    /** The longest lifetime that the role grants; zero when the mount's limit is the only one. */
    public Duration longestTtl() {
        return Duration.ofSeconds(value(MAX_TTL)
                .filter(text -> text.matches("\\d{1,12}"))
                .map(Long::parseLong)
                .orElse(0L));
    }

    /**
     * What must change in {@code there} so that it is as wanted here, in words: {@code allow_ip_sans: false → true}. A longest lifetime above
     * the wanted one is fine, and so is any setting that is not wanted at all, or that an older server does not know.
     */
    public List<String> differences(RoleSettings there) {
        List<String> found = new ArrayList<>();
        for (Map.Entry<String, String> wanted : values.entrySet()) {
            String name = wanted.getKey();
            if (there.value(name).isEmpty()) {
                continue;
            }
            String has = there.values().getOrDefault(name, "");
            boolean fits = name.equals(MAX_TTL)
                    ? there.longestTtl().compareTo(longestTtl()) >= 0
                    : has.equals(wanted.getValue());
            if (!fits) {
                found.add(name + ": " + (has.isEmpty() ? "nothing" : has) + " → "
                        + (wanted.getValue().isEmpty() ? "nothing" : wanted.getValue()));
            }
        }
        return List.copyOf(found);
    }

    /** The settings that a role gets which is there already: its own, overlaid by these; a longer {@code max_ttl} stays. */
    public RoleSettings over(RoleSettings there) {
        SortedMap<String, String> merged = new TreeMap<>(there.values);
        merged.putAll(values);
        if (there.longestTtl().compareTo(longestTtl()) > 0) {
            merged.put(MAX_TTL, String.valueOf(there.longestTtl().toSeconds()));
        }
        return new RoleSettings(merged);
    }
}
