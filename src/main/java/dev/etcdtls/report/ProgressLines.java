package dev.etcdtls.report;

import dev.etcdtls.event.Event;
import dev.etcdtls.plan.Plan;
import dev.etcdtls.step.Step;
import dev.etcdtls.step.StepId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The story of a run, one or a few lines for each event. */
public final class ProgressLines {
    private final Map<StepId, Step> steps = new LinkedHashMap<>();

    public ProgressLines(Plan plan) {
        plan.steps().forEach(step -> steps.put(step.id(), step));
    }

    public List<String> of(Event event) {
        return switch (event) {
            case Event.PhaseEntered entered ->
                List.of(entered.phase().text() + " (" + Words.count(entered.stepsInPhase(), "step") + ")");
            case Event.StepStarted started ->
                List.of(String.format(
                        Locale.ROOT, "  [%d/%d] %s", started.number(), started.of(), title(started.step())));
            case Event.StepProgress progress -> List.of("        " + progress.fact());
            case Event.StepFinished finished -> List.of("        done in " + Words.duration(finished.took()));
            case Event.StepSatisfied satisfied ->
                List.of("  " + title(satisfied.step()) + ": already so, nothing done");
            case Event.RunStopped stopped -> List.of("stopped at " + stopped.step());
            case Event.CensusTaken census -> census(census);
            case Event.RunCompleted completed -> List.of("completed in " + Words.duration(completed.took()));
        };
    }

    private static List<String> census(Event.CensusTaken census) {
        if (census.plaintextClients().isEmpty()) {
            return List.of("        nobody seen to speak plaintext for " + Words.duration(census.quietFor()));
        }
        List<String> lines = new ArrayList<>();
        lines.add("        still speaking plaintext:");
        census.plaintextClients().forEach(client -> lines.add("          " + client));
        return lines;
    }

    private String title(StepId id) {
        Step step = steps.get(id);
        return step == null ? id.toString() : id + ": " + StepTitle.of(step);
    }
}
