package dev.etcdtls.report;

import dev.etcdtls.event.Event;
import dev.etcdtls.event.Health;
import dev.etcdtls.plan.Plan;
import dev.etcdtls.step.Step;
import dev.etcdtls.step.StepId;
import dev.etcdtls.step.TakeTlsCensus;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The story of a run, one or a few lines for each event. */
public final class ProgressLines {
    private static final String DETAIL = " ".repeat(8);

    private final Map<StepId, Step> steps = new LinkedHashMap<>();
    private List<String> stillPlaintext = List.of();
    private Optional<Health> lastHealth = Optional.empty();
    private String speaking = "plaintext";

    public ProgressLines(Plan plan) {
        plan.steps().forEach(step -> steps.put(step.id(), step));
    }

    public List<String> of(Event event) {
        return switch (event) {
            case Event.PhaseEntered entered ->
                List.of(entered.phase().text() + " (" + Words.count(entered.stepsInPhase(), "step") + ")");
            case Event.StepStarted started -> {
                speaking = steps.get(started.step()) instanceof TakeTlsCensus ? "TLS" : "plaintext";
                yield List.of(String.format(
                        Locale.ROOT, "  [%d/%d] %s", started.number(), started.of(), title(started.step())));
            }
            case Event.StepProgress progress -> List.of(DETAIL + progress.fact());
            case Event.StepFinished finished -> List.of(DETAIL + "done in " + Words.duration(finished.took()));
            case Event.StepSatisfied satisfied ->
                List.of("  " + title(satisfied.step()) + ": already so, nothing done");
            case Event.RunStopped stopped -> List.of("stopped at " + stopped.step());
            case Event.CensusTaken census -> census(census);
            case Event.HealthSeen seen -> health(seen.health());
            case Event.WaitBegun begun -> begun(begun);
            case Event.WaitEnded ended -> List.of(DETAIL + ended.how());
            case Event.RunCompleted completed -> List.of("completed in " + Words.duration(completed.took()));
        };
    }

    /** A question is shown by who asks it; a pause nobody asks about. */
    private static List<String> begun(Event.WaitBegun begun) {
        return begun.reason() == Event.WaitReason.PAUSED
                ? List.of(
                        DETAIL + "this is a resting state; the run keeps its lock, watches the cluster, and waits for:",
                        DETAIL + "etcd-tls continue   (or etcd-tls abort, or Ctrl-C, which end it here)")
                : List.of();
    }

    /** What is worse or better than before: leadership and figures come and go with the steps, and are told there. */
    private List<String> health(Health now) {
        Optional<Health> before = lastHealth;
        lastHealth = Optional.of(now);
        List<String> lines = new ArrayList<>();
        before.ifPresent(then -> {
            without(away(now), away(then)).forEach(member -> lines.add(DETAIL + member + " no longer serves"));
            without(away(then), away(now)).forEach(member -> lines.add(DETAIL + member + " serves again"));
            without(now.alarms(), then.alarms()).forEach(alarm -> lines.add(DETAIL + "alarm raised: " + alarm));
        });
        return lines;
    }

    private static List<String> away(Health health) {
        return health.members().stream()
                .filter(member -> member.part() == Health.Part.AWAY)
                .map(member -> member.name().value())
                .toList();
    }

    /** Everybody once, and from then on what has changed: a census may look for half an hour. */
    private List<String> census(Event.CensusTaken census) {
        List<String> before = stillPlaintext;
        stillPlaintext = census.plaintextClients();
        if (stillPlaintext.isEmpty()) {
            return List.of(DETAIL + "nobody seen to speak " + speaking + " for " + Words.duration(census.quietFor()));
        }
        if (before.isEmpty()) {
            return list("still speaking " + speaking + ":", stillPlaintext);
        }
        if (before.equals(stillPlaintext)) {
            return List.of(DETAIL + "still speaking " + speaking + ": the same");
        }
        List<String> lines =
                new ArrayList<>(list("no longer seen to speak " + speaking + ":", without(before, stillPlaintext)));
        lines.addAll(list("speaking " + speaking + " now:", without(stillPlaintext, before)));
        List<String> unchanged =
                stillPlaintext.stream().filter(before::contains).toList();
        if (!unchanged.isEmpty()) {
            lines.add(DETAIL + "still speaking " + speaking + ": " + unchanged.size() + " of those told before");
        }
        return lines;
    }

    private static List<String> list(String heading, List<String> clients) {
        List<String> lines = new ArrayList<>();
        if (!clients.isEmpty()) {
            lines.add(DETAIL + heading);
            clients.forEach(client -> lines.add(DETAIL + "  " + client));
        }
        return lines;
    }

    private static List<String> without(List<String> all, List<String> others) {
        return all.stream().filter(client -> !others.contains(client)).toList();
    }

    private String title(StepId id) {
        Step step = steps.get(id);
        return step == null ? id.toString() : id + ": " + StepTitle.of(step);
    }
}
