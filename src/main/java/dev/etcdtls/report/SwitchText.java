package dev.etcdtls.report;

import dev.etcdtls.model.HostName;
import dev.etcdtls.step.ConsumerStep;
import dev.etcdtls.step.FileEdit;
import dev.etcdtls.step.RemoveCertificates;
import dev.etcdtls.step.RevertAccept;
import dev.etcdtls.step.RevertEnforce;
import dev.etcdtls.step.Step;
import dev.etcdtls.step.TakeTlsCensus;
import java.util.Optional;

/** Where a step arms a dead-man switch, and what that does when the tool dies or its network is cut. */
final class SwitchText {
    /** For steps of several hosts at once. */
    static final String SHORT =
            "a dead-man switch on the host whose turn it is takes the step back by itself, after 60 s or three restart times";

    private SwitchText() {}

    /** Empty for a step that arms none. */
    static Optional<String> of(Step step) {
        if (step instanceof ConsumerStep consumers) {
            return ConsumerStepText.switched(consumers)
                    .map(
                            host -> "a dead-man switch, armed on " + host
                                    + " before its files change and disarmed after the"
                                    + " gate, takes the step back by itself five minutes later: the files go back, and the unit is"
                                    + " restarted with them once unless it is healthy with the new ones or was not restarted yet");
        }
        return StepDetail.edits(step).stream()
                .filter(edit -> !edit.set().isEmpty())
                .findFirst()
                .map(edit -> "a dead-man switch, armed on "
                        + host(step).map(HostName::toString).orElse("its host")
                        + " before " + file(edit)
                        + " changes and disarmed after the gate, takes the step back by itself 60 s later, or three"
                        + " times what the last restart took: the file goes back, and etcd is restarted with it once"
                        + " unless it is healthy with the new one or was not restarted yet");
    }

    private static String file(FileEdit edit) {
        return edit.style().path().toString();
    }

    private static Optional<HostName> host(Step step) {
        return switch (step) {
            case Step.AcceptTls accept -> Optional.of(accept.target().host());
            case Step.EnforceTls enforce -> Optional.of(enforce.target().host());
            case RevertEnforce revert -> Optional.of(revert.target().host());
            case RevertAccept revert -> Optional.of(revert.target().host());
            case ConsumerStep consumers -> ConsumerStepText.switched(consumers);
            case Step.KeepFiles _,
                    Step.TakeSnapshot _,
                    Step.IssueOperatorCertificate _,
                    Step.StageCertificate _,
                    Step.Rehearse _,
                    Step.TakeCensus _,
                    Step.VerifyEndState _,
                    Step.RemoveLeftovers _,
                    TakeTlsCensus _,
                    RemoveCertificates _ -> Optional.empty();
        };
    }
}
