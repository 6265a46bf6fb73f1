package dev.etcdtls.step;

/** What a step takes away from whom while it runs. */
public enum Disruption {
    /** Nobody notices. */
    NONE,
    /** A consumer restarts; every member serves. */
    CONSUMER,
    /** One member restarts; the others serve. */
    ONE_MEMBER,
    /** The cluster is away for the length of a restart: one or two voters. */
    OUTAGE;

    /** The disruption of a step in a cluster that has, or has not, a quorum without the target. */
    public static Disruption of(Step step, boolean noRedundancy) {
        return switch (step) {
            case Step.AcceptTls accept -> ofRestart(accept.edit(), noRedundancy);
            case Step.EnforceTls enforce -> ofRestart(enforce.edit(), noRedundancy);
            case RevertEnforce revert -> ofRestart(revert.back().edit(), noRedundancy);
            case RevertAccept revert -> ofRestart(revert.back().edit(), noRedundancy);
            case ConsumerStep consumers -> ConsumerSteps.disruption(consumers);
            case Step.KeepFiles _,
                    Step.TakeSnapshot _,
                    Step.IssueOperatorCertificate _,
                    Step.StageCertificate _,
                    Step.Rehearse _,
                    Step.TakeCensus _,
                    Step.VerifyEndState _,
                    Step.RemoveLeftovers _,
                    TakeTlsCensus _,
                    RemoveCertificates _ -> NONE;
        };
    }

    /** An edit that sets nothing needs no restart. */
    private static Disruption ofRestart(FileEdit edit, boolean noRedundancy) {
        if (edit.set().isEmpty()) {
            return NONE;
        }
        return noRedundancy ? OUTAGE : ONE_MEMBER;
    }
}
