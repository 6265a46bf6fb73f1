package dev.etcdtls.step;

/** How a step is taken back. */
public sealed interface Reversal {
    /** By another edit and restart through the same guards; {@code how} in words. */
    record By(String how) implements Reversal {}

    /** As {@link By}, but the step itself needed a person's yes, for the reason given. */
    record ByWithConsent(String how, String reason) implements Reversal {}

    record NothingToUndo() implements Reversal {}

    record PointOfNoReturn(String reason) implements Reversal {}

    /** How the given step is taken back. */
    static Reversal of(Step step) {
        return switch (step) {
            case Step.AcceptTls accept ->
                new By("the kept copy of " + accept.edit().style().path()
                        + " goes back and the member restarts without TLS listeners, once no client uses them");
            case Step.EnforceTls enforce ->
                new ByWithConsent(
                        "the file as it was after accept goes back, the member restarts with dual listen, its peer URLs return to http",
                        "clients that nobody declared and that still speak plaintext are cut from here on");
            case Step.StageCertificate stage ->
                new By("the folder " + stage.folder().base() + " is removed; nothing uses it yet");
            case RevertEnforce _ ->
                new ByWithConsent(
                        "enforce again, by a new plan", "clients that still speak plaintext then are cut by it");
            case RevertAccept _ -> new By("accept again, by a new plan");
            case RemoveCertificates _ -> new By("certificates are issued and staged again, by a new plan");
            case ConsumerStep consumers -> ConsumerSteps.reversal(consumers);
            case Step.RemoveLeftovers _ -> new PointOfNoReturn("kept files are deleted");
            case Step.KeepFiles _,
                    Step.TakeSnapshot _,
                    Step.IssueOperatorCertificate _,
                    Step.Rehearse _,
                    Step.TakeCensus _,
                    Step.VerifyEndState _,
                    TakeTlsCensus _ -> new NothingToUndo();
        };
    }
}
