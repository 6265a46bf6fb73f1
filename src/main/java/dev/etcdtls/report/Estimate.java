package dev.etcdtls.report;

import dev.etcdtls.plan.Plan;
import dev.etcdtls.step.ConsumerStep;
import dev.etcdtls.step.RemoveCertificates;
import dev.etcdtls.step.RevertAccept;
import dev.etcdtls.step.RevertEnforce;
import dev.etcdtls.step.Step;
import dev.etcdtls.step.TakeTlsCensus;
import java.time.Duration;

/** How long a plan takes when nothing holds it: rough figures from three members on a lab, for people who choose an hour. */
final class Estimate {
    private Estimate() {}

    static Duration of(Plan plan) {
        return plan.steps().stream().map(Estimate::of).reduce(Duration.ZERO, Duration::plus);
    }

    static Duration of(Step step) {
        return switch (step) {
            case Step.KeepFiles _, Step.IssueOperatorCertificate _, Step.RemoveLeftovers _, RemoveCertificates _ ->
                Duration.ofSeconds(1);
            case ConsumerStep consumers -> ConsumerStepText.estimate(consumers);
            case Step.TakeSnapshot _ -> Duration.ofSeconds(5);
            case Step.StageCertificate _ -> Duration.ofSeconds(3);
            case Step.Rehearse rehearse ->
                Duration.ofSeconds(5L * rehearse.sites().size());
            case Step.AcceptTls _ -> Duration.ofSeconds(15);
            case Step.TakeCensus census -> census.quiet();
            case RevertAccept _ -> Duration.ofSeconds(15);
            case TakeTlsCensus census -> census.quiet();
            case Step.EnforceTls _, RevertEnforce _ -> Duration.ofSeconds(20);
            case Step.VerifyEndState verify ->
                Duration.ofSeconds(10L * verify.members().size());
        };
    }
}
