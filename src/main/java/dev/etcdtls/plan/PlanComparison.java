package dev.etcdtls.plan;

import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.Problem;
import dev.etcdtls.step.Step;
import dev.etcdtls.step.StepId;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A stored plan against the one that the planner makes of the same world. A digest alone proves nothing: whoever edits a plan can compute it
 * again; a step that the planner would not emit is found here.
 */
public final class PlanComparison {
    /** Longer values, such as the text of a diff, are only named. */
    private static final int LEGIBLE = 160;

    private PlanComparison() {}

    /** Where they differ, step by step; nothing when they are the same. When it was made and what it warns of are not compared. */
    public static List<Problem> problems(Plan stored, Plan fresh) {
        List<Problem> problems = new ArrayList<>();
        header(stored.header(), fresh.header(), problems);
        List<Step> ours = CommonGround.steps(stored.steps(), fresh);
        List<Step> theirs = CommonGround.steps(fresh.steps(), stored);
        Map<StepId, Step> expected = new LinkedHashMap<>();
        theirs.forEach(step -> expected.put(step.id(), step));
        for (Step step : ours) {
            Step same = expected.remove(step.id());
            if (same == null) {
                problems.add(problem(step.id(), "the plan has this step, and planning now does not give it"));
            } else if (!same.equals(step)) {
                problems.add(problem(
                        step.id(),
                        "it is not what planning now gives: " + String.join("; ", differing("", step, same))));
            }
        }
        expected.keySet()
                .forEach(id -> problems.add(problem(id, "planning now gives this step, and the plan lacks it")));
        if (problems.isEmpty() && !ids(ours).equals(ids(theirs))) {
            problems.add(new Problem(
                    ErrorCode.PLAN_ALTERED, "plan", "its steps are in another order than planning now gives", next()));
        }
        return List.copyOf(problems);
    }

    private static void header(Plan.Header stored, Plan.Header fresh, List<Problem> problems) {
        boolean same = stored.goal().equals(fresh.goal())
                && stored.cluster().equals(fresh.cluster())
                && stored.strategy() == fresh.strategy()
                && stored.options().equals(fresh.options());
        if (!same) {
            problems.add(new Problem(
                    ErrorCode.PLAN_ALTERED,
                    "plan",
                    "its goal, cluster, strategy or options are not those that planning now gives",
                    next()));
        }
    }

    private static List<StepId> ids(List<Step> steps) {
        return steps.stream().map(Step::id).toList();
    }

    /** The record components that differ, the innermost record that differs in parts; short ones with both values. */
    private static List<String> differing(String prefix, Object one, Object other) {
        List<String> names = new ArrayList<>();
        for (RecordComponent component : one.getClass().getRecordComponents()) {
            String name = prefix + component.getName();
            names.addAll(differences(name, value(component, one), value(component, other)));
        }
        return names;
    }

    private static List<String> differences(String name, Object ours, Object theirs) {
        if (ours.equals(theirs)) {
            return List.of();
        }
        if (ours.getClass().isRecord() && ours.getClass() == theirs.getClass()) {
            return differing(name + ".", ours, theirs);
        }
        if (ours instanceof Map<?, ?> here && theirs instanceof Map<?, ?> there) {
            TreeSet<String> keys = new TreeSet<>();
            here.keySet().forEach(key -> keys.add(key.toString()));
            there.keySet().forEach(key -> keys.add(key.toString()));
            return keys.stream()
                    .filter(key -> !Objects.equals(here.get(key), there.get(key)))
                    .map(key -> name + " " + key + values(here.get(key), there.get(key)))
                    .toList();
        }
        return List.of(name + values(ours, theirs));
    }

    private static String values(@Nullable Object ours, @Nullable Object theirs) {
        String said = ours == null ? "nothing" : ours.toString();
        String given = theirs == null ? "nothing" : theirs.toString();
        return said.length() + given.length() > LEGIBLE ? "" : " is " + said + " instead of " + given;
    }

    private static Object value(RecordComponent component, Object record) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a step is a public record and can be read", e);
        }
    }

    private static Problem problem(StepId step, String what) {
        return new Problem(ErrorCode.PLAN_ALTERED, "steps/" + step, what, next());
    }

    private static String next() {
        return "do not use this plan: make a new one and review it";
    }
}
