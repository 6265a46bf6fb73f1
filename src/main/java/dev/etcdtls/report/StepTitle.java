package dev.etcdtls.report;

import dev.etcdtls.step.ConsumerStep;
import dev.etcdtls.step.RemoveCertificates;
import dev.etcdtls.step.RevertAccept;
import dev.etcdtls.step.RevertEnforce;
import dev.etcdtls.step.Step;
import dev.etcdtls.step.TakeTlsCensus;

/** What a step does, in one line. */
final class StepTitle {
    private StepTitle() {}

    static String of(Step step) {
        return switch (step) {
            case Step.KeepFiles keep ->
                "keep a copy of " + Words.count(keep.files().size(), "file") + " on " + keep.host();
            case Step.TakeSnapshot snapshot ->
                "save a snapshot of " + snapshot.from().name() + " in the run directory and check it";
            case Step.IssueOperatorCertificate operator ->
                "issue the tool's own client certificate ("
                        + Words.duration(operator.request().ttl()) + ")";
            case Step.StageCertificate stage ->
                "stage certificate set v" + stage.version() + " of " + stage.member() + " ("
                        + Words.duration(stage.request().ttl()) + ")";
            case Step.Rehearse rehearse ->
                "rehearse the handshakes of " + Words.count(rehearse.sites().size(), "member")
                        + (rehearse.sites().size() == 1 ? " with itself" : ", each with each");
            case Step.AcceptTls accept -> accept.target().name() + " accepts TLS beside plaintext";
            case Step.TakeCensus census ->
                "wait until nobody was seen to speak plaintext for " + Words.duration(census.quiet());
            case Step.EnforceTls enforce ->
                enforce.target().name() + " refuses plaintext and demands client certificates";
            case Step.VerifyEndState verify ->
                "prove the end state of " + Words.count(verify.members().size(), "member");
            case TakeTlsCensus census ->
                "wait until nobody but the tool was seen to speak TLS for " + Words.duration(census.quiet())
                        + " at what goes away in " + census.before().text();
            case RevertEnforce revert -> revert.target().name() + " serves plaintext again beside TLS";
            case RevertAccept revert -> revert.target().name() + " serves plaintext only, as before the migration";
            case RemoveCertificates remove -> "remove certificates and keys of " + remove.member();
            case ConsumerStep consumers -> ConsumerStepText.title(consumers);
            case Step.RemoveLeftovers remove -> "remove what the migration left on " + remove.host();
        };
    }
}
