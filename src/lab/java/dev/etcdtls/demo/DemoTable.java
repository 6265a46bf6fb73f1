package dev.etcdtls.demo;

import dev.etcdtls.codec.EventCodec;
import dev.etcdtls.event.Event;
import dev.etcdtls.lab.Lab;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The table at the end. */
record DemoTable(Lab lab, ClusterFacts facts, List<Promise> promises) {
    String text(Map<String, List<String>> listenersBefore, Optional<Path> events, Instant begin, Instant end) {
        StringBuilder text = new StringBuilder("\n");
        rule(text, "what was promised, and measured from outside");
        for (Promise promise : promises) {
            text.append(promise.held() ? "  held    " : "  BROKEN  ")
                    .append(promise.words())
                    .append(": ")
                    .append(promise.measured())
                    .append('\n');
        }
        rule(text, "time per phase");
        events.ifPresent(file -> phases(file)
                .forEach((phase, took) ->
                        text.append(String.format(Locale.ROOT, "  %-10s %6.1f s%n", phase, took.toMillis() / 1000.0))));
        text.append(String.format(
                Locale.ROOT,
                "  %-10s %6.1f s%n",
                "in all",
                Duration.between(begin, end).toMillis() / 1000.0));
        rule(text, "listeners");
        Map<String, List<String>> now = facts.listeners();
        listenersBefore.forEach((member, before) -> text.append("  ")
                .append(member)
                .append("  before  ")
                .append(String.join("  ", before))
                .append("\n      after   ")
                .append(String.join("  ", now.getOrDefault(member, List.of())))
                .append('\n'));
        long broken = promises.stream().filter(promise -> !promise.held()).count();
        text.append('\n')
                .append(broken == 0 ? "every promise held" : broken + " promises BROKEN")
                .append(" (lab ")
                .append(lab.name())
                .append(")\n");
        return text.toString();
    }

    private static void rule(StringBuilder text, String title) {
        text.append("-- ")
                .append(title)
                .append(" ")
                .append("-".repeat(Math.max(0, 76 - title.length())))
                .append('\n');
    }

    /** From a phase's beginning to the next one's, by the run's own events. */
    private static Map<String, Duration> phases(Path events) {
        Map<String, Duration> took = new LinkedHashMap<>();
        try {
            Optional<Instant> since = Optional.empty();
            String phase = "";
            for (String line : Files.readAllLines(events)) {
                EventCodec.Told told = EventCodec.readTold(line);
                String next = switch (told.event()) {
                    case Event.PhaseEntered entered -> entered.phase().text();
                    case Event.RunCompleted _ -> "";
                    case Event.RunStopped _ -> "";
                    default -> phase;
                };
                if (!next.equals(phase) && since.isPresent() && !phase.isEmpty()) {
                    took.put(phase, Duration.between(since.get(), told.at()));
                }
                if (!next.equals(phase)) {
                    since = Optional.of(told.at());
                    phase = next;
                }
            }
            return took;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
