package dev.etcdtls.codec;

import dev.etcdtls.port.RunControl.Wish;
import dev.etcdtls.port.Worker;
import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/** Who is at work on a run, and what somebody else asks of him, each as one line of JSON. */
public final class ControlCodec {
    private ControlCodec() {}

    /** What is asked of one process, and of no other. */
    public record Request(String worker, Instant at, Wish wish) {}

    public static String write(Worker worker) {
        return Json.line(Json.object()
                .put("id", worker.id())
                .put("pid", worker.pid())
                .put("user", worker.user())
                .put("host", worker.host())
                .put("since", worker.since().toString()));
    }

    /** Reads a line of {@link #write(Worker)}; an {@link IllegalArgumentException} says what is wrong with it. */
    public static Worker readWorker(String line) {
        return Fields.of(
                Json.parse(line),
                "the process at work",
                fields -> new Worker(
                        fields.text("id"),
                        fields.number("pid"),
                        fields.text("user"),
                        fields.text("host"),
                        fields.text("since", Json::instant)));
    }

    public static String write(Request request) {
        return Json.line(wish(request.wish())
                .put("worker", request.worker())
                .put("at", request.at().toString()));
    }

    /** Reads a line of {@link #write(Request)}; an {@link IllegalArgumentException} says what is wrong with it. */
    public static Request readRequest(String line) {
        return Fields.of(
                Json.parse(line),
                "the request",
                fields -> new Request(fields.text("worker"), fields.text("at", Json::instant), wish(fields)));
    }

    private static ObjectNode wish(Wish wish) {
        return switch (wish) {
            case Wish.None _ -> Json.kind("none");
            case Wish.Pause pause -> Json.kind("pause").put("by", pause.by());
            case Wish.Continue go ->
                Json.kind("continue").put("name", go.name()).put("by", go.by());
            case Wish.Abort abort -> Json.kind("abort").put("by", abort.by());
        };
    }

    private static Wish wish(Fields fields) {
        String kind = fields.text("kind");
        return switch (kind) {
            case "none" -> new Wish.None();
            case "pause" -> new Wish.Pause(fields.text("by"));
            case "continue" -> new Wish.Continue(fields.text("name"), fields.text("by"));
            case "abort" -> new Wish.Abort(fields.text("by"));
            default -> throw fields.unknownKind(kind);
        };
    }
}
