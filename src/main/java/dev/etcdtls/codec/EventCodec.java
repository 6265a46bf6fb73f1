package dev.etcdtls.codec;

import dev.etcdtls.event.Event;
import dev.etcdtls.step.Phase;
import dev.etcdtls.step.StepId;
import java.time.Instant;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/** One event as one line of JSON. */
public final class EventCodec {
    private EventCodec() {}

    /** An event and when it was told. */
    public record Told(Instant at, Event event) {}

    /** The line without its line end: the event's fields and {@code at}. */
    public static String write(Told told) {
        return Json.line(form(told.event()).put("at", told.at().toString()));
    }

    /** Reads a line of {@link #write(Told)}. */
    public static Told readTold(String line) {
        return Fields.of(
                Json.parse(line), "the event", fields -> new Told(fields.text("at", Json::instant), read(fields)));
    }

    /** The line without its line end. */
    public static String write(Event event) {
        return Json.line(form(event));
    }

    private static ObjectNode form(Event event) {
        return switch (event) {
            case Event.PhaseEntered entered ->
                Json.kind("phase-entered")
                        .put("phase", Json.word(entered.phase()))
                        .put("stepsInPhase", entered.stepsInPhase());
            case Event.StepStarted started ->
                Json.kind("step-started")
                        .put("step", started.step().value())
                        .put("number", started.number())
                        .put("of", started.of());
            case Event.StepProgress progress ->
                Json.kind("step-progress").put("step", progress.step().value()).put("fact", progress.fact());
            case Event.StepFinished finished ->
                Json.kind("step-finished")
                        .put("step", finished.step().value())
                        .put("took", finished.took().toString())
                        .set("evidence", Json.map(finished.evidence()));
            case Event.StepSatisfied satisfied ->
                Json.kind("step-satisfied").put("step", satisfied.step().value());
            case Event.RunStopped stopped ->
                Json.kind("run-stopped")
                        .put("step", stopped.step().value())
                        .set("problems", Json.list(stopped.problems(), PartForm::problem));
            case Event.CensusTaken census ->
                Json.kind("census-taken")
                        .set("plaintextClients", Json.texts(census.plaintextClients()))
                        .put("quietFor", census.quietFor().toString());
            case Event.HealthSeen seen -> Json.kind("health-seen").set("health", HealthForm.write(seen.health()));
            case Event.WaitBegun begun ->
                Json.kind("wait-begun")
                        .put("name", begun.name())
                        .put("reason", Json.word(begun.reason()))
                        .set(
                                "steps",
                                Json.texts(begun.steps().stream()
                                        .map(StepId::value)
                                        .toList()))
                        .set("problems", Json.list(begun.problems(), PartForm::problem));
            case Event.WaitEnded ended ->
                Json.kind("wait-ended").put("name", ended.name()).put("how", ended.how());
            case Event.RunCompleted completed ->
                Json.kind("run-completed").put("took", completed.took().toString());
        };
    }

    /** Reads one line; an {@link IllegalArgumentException} says what is wrong with it. */
    public static Event read(String line) {
        return Fields.of(Json.parse(line), "the event", EventCodec::read);
    }

    private static Event read(Fields fields) {
        String kind = fields.text("kind");
        return switch (kind) {
            case "phase-entered" ->
                new Event.PhaseEntered(
                        fields.text("phase", word -> Json.constant(Phase.values(), word)),
                        fields.smallNumber("stepsInPhase"));
            case "step-started" ->
                new Event.StepStarted(
                        fields.text("step", StepId::new), fields.smallNumber("number"), fields.smallNumber("of"));
            case "step-progress" -> new Event.StepProgress(fields.text("step", StepId::new), fields.text("fact"));
            case "step-finished" ->
                new Event.StepFinished(
                        fields.text("step", StepId::new), fields.text("took", Json::duration), fields.map("evidence"));
            case "step-satisfied" -> new Event.StepSatisfied(fields.text("step", StepId::new));
            case "run-stopped" ->
                new Event.RunStopped(fields.text("step", StepId::new), fields.objects("problems", PartForm::problem));
            case "census-taken" ->
                new Event.CensusTaken(
                        fields.texts("plaintextClients", Function.identity()), fields.text("quietFor", Json::duration));
            case "health-seen" -> new Event.HealthSeen(fields.object("health", HealthForm::read));
            case "wait-begun" ->
                new Event.WaitBegun(
                        fields.text("name"),
                        fields.text("reason", word -> Json.constant(Event.WaitReason.values(), word)),
                        fields.texts("steps", StepId::new),
                        fields.objects("problems", PartForm::problem));
            case "wait-ended" -> new Event.WaitEnded(fields.text("name"), fields.text("how"));
            case "run-completed" -> new Event.RunCompleted(fields.text("took", Json::duration));
            default -> throw fields.unknownKind(kind);
        };
    }
}
