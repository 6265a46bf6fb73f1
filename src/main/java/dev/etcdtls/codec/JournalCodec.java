package dev.etcdtls.codec;

import dev.etcdtls.journal.JournalEntry;
import dev.etcdtls.model.Digest;
import dev.etcdtls.model.RunId;
import dev.etcdtls.step.Phase;
import dev.etcdtls.step.StepId;
import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/** One entry of the journal as one line of JSON. */
public final class JournalCodec {
    private JournalCodec() {}

    /** The line without its line end. */
    public static String write(JournalEntry entry) {
        return Json.line(
                switch (entry) {
                    case JournalEntry.Opened opened ->
                        entry("opened", opened)
                                .put("format", opened.format())
                                .put("run", opened.run().value())
                                .put("plan", opened.plan().sha256())
                                .put("by", opened.by());
                    case JournalEntry.Resumed resumed ->
                        entry("resumed", resumed).put("by", resumed.by());
                    case JournalEntry.Started started ->
                        entry("started", started).put("step", started.step().value());
                    case JournalEntry.Finished finished ->
                        entry("finished", finished)
                                .put("step", finished.step().value())
                                .set("evidence", Json.map(finished.evidence()));
                    case JournalEntry.Satisfied satisfied ->
                        entry("satisfied", satisfied)
                                .put("step", satisfied.step().value());
                    case JournalEntry.Failed failed ->
                        entry("failed", failed)
                                .put("step", failed.step().value())
                                .set("problems", Json.list(failed.problems(), PartForm::problem));
                    case JournalEntry.Held held ->
                        entry("held", held)
                                .put("step", held.step().value())
                                .set("problems", Json.list(held.problems(), PartForm::problem));
                    case JournalEntry.Consented consented ->
                        entry("consented", consented)
                                .put("phase", Json.word(consented.phase()))
                                .put("by", consented.by());
                    case JournalEntry.Completed completed -> entry("completed", completed);
                });
    }

    /** Reads one line; an {@link IllegalArgumentException} says what is wrong with it. */
    public static JournalEntry read(String line) {
        return Fields.of(Json.parse(line), "the entry", JournalCodec::read);
    }

    private static ObjectNode entry(String kind, JournalEntry entry) {
        return Json.kind(kind).put("at", entry.at().toString());
    }

    private static JournalEntry read(Fields fields) {
        String kind = fields.text("kind");
        Instant at = fields.text("at", Json::instant);
        return switch (kind) {
            case "opened" -> opened(fields, at);
            case "resumed" -> new JournalEntry.Resumed(at, fields.text("by"));
            case "started" -> new JournalEntry.Started(at, step(fields));
            case "finished" -> new JournalEntry.Finished(at, step(fields), fields.map("evidence"));
            case "satisfied" -> new JournalEntry.Satisfied(at, step(fields));
            case "failed" -> new JournalEntry.Failed(at, step(fields), fields.objects("problems", PartForm::problem));
            case "held" -> new JournalEntry.Held(at, step(fields), fields.objects("problems", PartForm::problem));
            case "consented" ->
                new JournalEntry.Consented(
                        at, fields.text("phase", word -> Json.constant(Phase.values(), word)), fields.text("by"));
            case "completed" -> new JournalEntry.Completed(at);
            default -> throw fields.unknownKind(kind);
        };
    }

    private static JournalEntry opened(Fields fields, Instant at) {
        int format = fields.smallNumber("format");
        if (format != JournalEntry.FORMAT) {
            throw new IllegalArgumentException(
                    "the journal has format " + format + ", and this release reads format " + JournalEntry.FORMAT);
        }
        return new JournalEntry.Opened(
                at, format, fields.text("run", RunId::new), fields.text("plan", Digest::new), fields.text("by"));
    }

    private static StepId step(Fields fields) {
        return fields.text("step", StepId::new);
    }
}
