package dev.etcdtls.codec;

import dev.etcdtls.model.Digest;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.Problem;
import dev.etcdtls.model.ProblemException;
import dev.etcdtls.plan.Plan;

/**
 * plan.json: the plan with its digest beside it. The digest is over the plan's canonical text (keys sorted, no blanks), so that indenting a
 * plan again does not alter it and changing anything in it does. It guards against accidents and careless edits; against intent stands that
 * {@code apply} plans again from a fresh observation and demands equality.
 */
public final class PlanCodec {
    private PlanCodec() {}

    /** The text of plan.json. */
    public static String write(Plan plan) {
        return Json.pretty(Json.object().put("digest", digest(plan).sha256()).set("plan", PlanForm.write(plan)));
    }

    /** One line with sorted keys: equal plans, and no others, have equal texts. */
    public static String canonical(Plan plan) {
        return Json.canonical(PlanForm.write(plan));
    }

    public static Digest digest(Plan plan) {
        return Digest.of(canonical(plan));
    }

    /** Reads plan.json as {@link #read(String, String)} does. */
    public static Plan read(String text) {
        return read(text, "plan.json");
    }

    /**
     * Reads the text of plan.json.
     *
     * @param sourceName the file as the person calls it, for messages
     * @throws ProblemException PLAN_UNREADABLE when it is damaged or of another format, PLAN_ALTERED when the digest does not fit
     */
    public static Plan read(String text, String sourceName) {
        try {
            return Fields.of(Json.parse(text), "the file", fields -> {
                Digest said = fields.text("digest", Digest::new);
                Digest real = fields.object("plan", PlanCodec::digestAsRead);
                if (!said.equals(real)) {
                    throw altered(sourceName);
                }
                Plan plan = fields.object("plan", PlanForm::read);
                if (!digest(plan).equals(said)) {
                    throw altered(sourceName);
                }
                return plan;
            });
        } catch (IllegalArgumentException e) {
            throw new ProblemException(
                    new Problem(
                            ErrorCode.PLAN_UNREADABLE,
                            sourceName,
                            "the plan cannot be read: " + e.getMessage(),
                            "make a new one with: etcd-tls plan"),
                    e);
        }
    }

    /** Another format is unreadable rather than altered, so it is asked first. */
    private static Digest digestAsRead(Fields fields) {
        PlanForm.checkFormat(fields);
        return Digest.of(Json.canonical(fields.whole()));
    }

    private static ProblemException altered(String sourceName) {
        return new ProblemException(new Problem(
                ErrorCode.PLAN_ALTERED,
                sourceName,
                "the plan was changed after it was made: its digest does not fit",
                "make a new one with etcd-tls plan, and review that"));
    }
}
