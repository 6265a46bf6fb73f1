package dev.etcdtls.report;

import dev.etcdtls.codec.EventCodec.Told;
import dev.etcdtls.event.Event;
import dev.etcdtls.event.Health;
import dev.etcdtls.journal.Progress;
import dev.etcdtls.journal.StepState;
import dev.etcdtls.port.RunControl.Wish;
import dev.etcdtls.port.Worker;
import dev.etcdtls.step.Phase;
import dev.etcdtls.step.Step;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A run and the process that is at work on it, by what lies in the run's folder; no host is asked.
 *
 * @param asked of that process and not heard yet
 * @param events all that the run has told
 */
public record LiveRun(StatusReport status, Optional<Worker> worker, Optional<Wish> asked, List<Told> events) {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int LATELY = 6;
    private static final int LABEL = 16;

    public LiveRun {
        events = List.copyOf(events);
    }

    /** The wait that the process at work is in, if it is in one. What an earlier process waited for is over with it. */
    public Optional<Event.WaitBegun> openWait() {
        Optional<Event.WaitBegun> open = Optional.empty();
        for (Told told : events) {
            boolean ofWorker =
                    worker.filter(now -> !told.at().isBefore(now.since())).isPresent();
            if (ofWorker && told.event() instanceof Event.WaitBegun begun) {
                open = Optional.of(begun);
            } else if (told.event() instanceof Event.WaitEnded ended) {
                open = open.filter(begun -> !begun.name().equals(ended.name()));
            }
        }
        return open;
    }

    /** One screen about a process at work; the status of the run when there is none. */
    public String text(Instant now) {
        if (worker.isEmpty()) {
            return status.text();
        }
        Page page = new Page();
        page.line("Run " + status.run().id() + " of cluster "
                + status.plan().header().cluster() + ": " + state());
        page.item(
                "  process",
                LABEL,
                worker.get() + ", since " + TIME.format(worker.get().since()) + " UTC");
        waitsFor().ifPresent(words -> page.item("  waits", LABEL, words));
        askedFor().ifPresent(words -> page.item("  asked", LABEL, words));
        page.blank();
        phases(page);
        page.blank().line("  lately");
        lately().forEach(line -> page.line("    " + line));
        health().ifPresent(health -> {
            page.blank();
            HealthText.write(page, health, now);
        });
        return page.toString();
    }

    public Map<String, ?> json() {
        Map<String, Object> object = new LinkedHashMap<>(status.json());
        worker.ifPresent(one -> {
            Map<String, Object> process = new LinkedHashMap<>();
            process.put("pid", one.pid());
            process.put("user", one.user());
            process.put("host", one.host());
            process.put("since", one.since().toString());
            object.put("atWork", process);
            object.put("state", state());
        });
        openWait().ifPresent(wait -> object.put("waits", WaitText.words(wait)));
        askedFor().ifPresent(words -> object.put("asked", words));
        health().ifPresent(health -> object.put("health", HealthText.json(health)));
        return object;
    }

    /** In what the process is, in a few words. */
    public String state() {
        if (worker.isEmpty()) {
            return status.state();
        }
        Progress progress = Progress.of(status.journal());
        long done = new StepStates(status.plan(), progress).done();
        String where = openWait().isPresent()
                ? "waits"
                : progress.inDoubt().isEmpty()
                        ? "at work between two steps"
                        : "at work in " + progress.inDoubt().getFirst();
        return where + " (" + done + " of " + status.plan().steps().size() + " steps done)";
    }

    private Optional<String> waitsFor() {
        return openWait().map(wait -> WaitText.words(wait) + ": etcd-tls continue, or etcd-tls abort");
    }

    private Optional<String> askedFor() {
        return asked.flatMap(wish -> switch (wish) {
            case Wish.None _, Wish.Continue _ -> Optional.empty();
            case Wish.Pause(String by) ->
                openWait().isPresent()
                        ? Optional.empty()
                        : Optional.of("to pause, by " + by + "; it is heard at the next resting state");
            case Wish.Abort(String by) -> Optional.of("to end, by " + by + "; it is heard at the next resting state");
        });
    }

    /** A line for each phase; and for the one in work, a line for each step. */
    private void phases(Page page) {
        Progress progress = Progress.of(status.journal());
        StepStates states = new StepStates(status.plan(), progress);
        Map<Phase, List<Step>> phases = new LinkedHashMap<>();
        status.plan()
                .steps()
                .forEach(step -> phases.computeIfAbsent(step.phase(), _ -> new ArrayList<>())
                        .add(step));
        Optional<Phase> current = current(progress);
        phases.forEach((phase, steps) -> {
            long done =
                    steps.stream().filter(step -> progress.isDone(step.id())).count();
            page.item("  " + phase.text(), LABEL, done + " of " + steps.size() + " done");
            if (current.equals(Optional.of(phase))) {
                steps.forEach(step ->
                        page.item("    " + word(states.of(step.id())), LABEL, step.id() + ": " + StepTitle.of(step)));
            }
        });
    }

    /** To whoever watches a process, a step that has begun is in work; in doubt it is when the process is gone. */
    private static String word(String state) {
        return state.equals("in doubt") ? "in work" : state;
    }

    private Optional<Phase> current(Progress progress) {
        return status.plan().steps().stream()
                .filter(step -> progress.state(step.id()) == StepState.STARTED)
                .findFirst()
                .or(() -> status.plan().steps().stream()
                        .filter(step -> !progress.isDone(step.id()))
                        .findFirst())
                .map(Step::phase);
    }

    private List<String> lately() {
        ProgressLines lines = new ProgressLines(status.plan());
        List<String> all = new ArrayList<>();
        events.forEach(told ->
                lines.of(told.event()).forEach(line -> all.add(TIME.format(told.at()) + "  " + line.strip())));
        return all.subList(Math.max(0, all.size() - LATELY), all.size());
    }

    private Optional<Health> health() {
        return events.stream()
                .flatMap(told ->
                        told.event() instanceof Event.HealthSeen seen ? Stream.of(seen.health()) : Stream.empty())
                .reduce((_, last) -> last);
    }
}
