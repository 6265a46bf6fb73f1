package dev.etcdtls.report;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** How times, numbers and lists are written for people. Moments are UTC: the person and the hosts may live in different zones. */
final class Words {
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Words() {}

    static String moment(Instant moment) {
        return MOMENT.format(moment);
    }

    /** {@code 30 d}, {@code 12 h}, {@code 10 min}, {@code 4.2 s}: the largest unit that stays exact, tenths below a minute. */
    static String duration(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds >= 172_800 && seconds % 86_400 == 0) {
            return seconds / 86_400 + " d";
        }
        if (seconds >= 3_600 && seconds % 3_600 == 0) {
            return seconds / 3_600 + " h";
        }
        if (seconds >= 60) {
            return seconds % 60 == 0 ? seconds / 60 + " min" : seconds / 60 + " min " + seconds % 60 + " s";
        }
        return duration.toMillis() % 1_000 == 0
                ? seconds + " s"
                : String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1_000.0);
    }

    /** A duration for people who plan: whole minutes from two minutes on. */
    static String about(Duration duration) {
        return duration(duration.toSeconds() < 120 ? duration : Duration.ofMinutes((duration.toSeconds() + 30) / 60));
    }

    /** {@code 1 member}, {@code 3 members}; for nouns that take an s. */
    static String count(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    /** {@code a}, {@code a and b}, {@code a, b and c}. */
    static String list(List<String> items) {
        if (items.size() < 2) {
            return String.join("", items);
        }
        return String.join(", ", items.subList(0, items.size() - 1)) + " and " + items.getLast();
    }
}
