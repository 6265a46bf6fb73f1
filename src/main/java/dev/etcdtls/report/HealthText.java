package dev.etcdtls.report;

import dev.etcdtls.event.Health;
import dev.etcdtls.event.Health.Part;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** How the cluster is, in a few lines for a person who is to decide. */
final class HealthText {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private HealthText() {}

    /** With the moment of the look. */
    static void write(Page page, Health health) {
        page.line("  the cluster at " + TIME.format(health.at()));
        lines(page, health);
    }

    /** With the age of the look. */
    static void write(Page page, Health health, Instant now) {
        Duration age = Duration.between(health.at(), now);
        page.line("  the cluster, looked at " + Words.duration(Duration.ofSeconds(Math.max(0, age.toSeconds())))
                + " ago");
        lines(page, health);
    }

    static Map<String, ?> json(Health health) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("at", health.at().toString());
        object.put(
                "members",
                health.members().stream()
                        .map(member -> {
                            Map<String, String> each = new LinkedHashMap<>();
                            each.put("name", member.name().value());
                            each.put("part", word(member.part()));
                            each.put("listens", listens(member.listens()));
                            return each;
                        })
                        .toList());
        object.put("serving", health.serving());
        object.put("quorum", health.needed());
        object.put("alarms", health.alarms());
        object.put("figures", health.figures());
        return object;
    }

    private static void lines(Page page, Health health) {
        page.item("    members", 16, members(health));
        page.item("    quorum", 16, quorum(health));
        page.item("    listeners", 16, listeners(health));
        if (!health.alarms().isEmpty()) {
            page.item("    alarms", 16, String.join(", ", health.alarms()));
        }
        if (!health.figures().isEmpty()) {
            page.item("    writes", 16, figures(health));
        }
    }

    static String figures(Health health) {
        return health.figures().entrySet().stream()
                .map(figure -> figure.getKey() + " " + figure.getValue())
                .collect(Collectors.joining(", "));
    }

    private static String members(Health health) {
        if (health.members().isEmpty()) {
            return "nobody answers";
        }
        List<String> parts = new ArrayList<>();
        for (Part part : Part.values()) {
            List<String> names = health.members().stream()
                    .filter(member -> member.part() == part)
                    .map(member -> member.name().value())
                    .toList();
            if (!names.isEmpty()) {
                parts.add(verb(part, names));
            }
        }
        return String.join("; ", parts);
    }

    private static String verb(Part part, List<String> names) {
        String who = Words.list(names);
        boolean one = names.size() == 1;
        return switch (part) {
            case LEADER -> who + " leads";
            case FOLLOWER -> who + (one ? " follows" : " follow");
            case LEARNER -> who + (one ? " learns" : " learn");
            case AWAY -> who + (one ? " DOES NOT SERVE" : " DO NOT SERVE");
        };
    }

    private static String quorum(Health health) {
        String arithmetic = health.serving() + " serve, " + health.needed() + " are needed";
        if (health.serving() < health.needed()) {
            return arithmetic + ": THERE IS NO QUORUM";
        }
        return arithmetic + (health.serving() == health.needed() ? ": none may be lost now" : "");
    }

    private static String listeners(Health health) {
        Map<String, List<String>> byKind = new LinkedHashMap<>();
        health.members()
                .forEach(member -> byKind.computeIfAbsent(listens(member.listens()), _ -> new ArrayList<>())
                        .add(member.name().value()));
        return byKind.entrySet().stream()
                .map(each -> Words.list(each.getValue()) + " " + each.getKey())
                .collect(Collectors.joining("; "));
    }

    private static String listens(Health.Listens listens) {
        return switch (listens) {
            case PLAINTEXT -> "plaintext only";
            case BOTH -> "plaintext and TLS";
            case TLS -> "TLS only";
            case UNKNOWN -> "unknown";
        };
    }

    private static String word(Part part) {
        return part.name().toLowerCase(Locale.ROOT);
    }
}
