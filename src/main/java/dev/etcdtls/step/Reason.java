package dev.etcdtls.step;

/** Why a step is in the plan, one sentence for the person who reviews it. */
public final class Reason {
    private Reason() {}

    public static String of(Step step) {
        return switch (step) {
            case Step.KeepFiles _ ->
                "every file that will change is kept on its host first, so that any step can be taken back";
            case Step.TakeSnapshot _ -> "a verified snapshot is taken before anything is touched";
            case Step.IssueOperatorCertificate _ ->
                "the tool needs a client certificate of its own to ask members over TLS";
            case Step.StageCertificate _ -> "certificate, key and trusted CA lie on the host before anything uses them";
            case Step.Rehearse _ ->
                "every handshake of the end state is tried from its real source address before the first restart";
            case Step.AcceptTls _ ->
                "the member learns to accept TLS while plaintext goes on, so that clients can move one by one";
            case Step.TakeCensus _ -> "plaintext is closed only when nobody uses it any more";
            case Step.EnforceTls _ ->
                "the member stops accepting plaintext and demands client certificates on both planes";
            case Step.VerifyEndState _ -> "the end state is proved, refusals included";
            case TakeTlsCensus _ -> "a TLS listener is taken away only when nobody but the tool uses it any more";
            case RevertEnforce _ ->
                "the member serves plaintext again beside TLS, as it did after accept; every member does before any TLS listener goes";
            case RevertAccept _ -> "the member runs with the very file that it had before the migration";
            case RemoveCertificates _ -> "no key is left behind that nothing uses and nobody renews";
            case ConsumerStep consumers -> ConsumerSteps.reason(consumers);
            case Step.RemoveLeftovers _ -> "what the migration left behind is removed";
        };
    }
}
