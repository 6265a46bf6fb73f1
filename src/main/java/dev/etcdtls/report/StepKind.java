package dev.etcdtls.report;

import dev.etcdtls.step.Step;

/** The name of a step's kind, which is also the name of its page in {@code runbooks/steps/}. */
public final class StepKind {
    private StepKind() {}

    /** {@code accept-tls} for {@link Step.AcceptTls}. */
    public static String of(Class<? extends Step> kind) {
        return kind.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(java.util.Locale.ROOT);
    }

    static String runbook(Step step) {
        return "runbooks/steps/" + of(step.getClass()) + ".md";
    }
}
