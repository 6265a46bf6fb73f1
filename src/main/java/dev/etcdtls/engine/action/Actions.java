package dev.etcdtls.engine.action;

import dev.etcdtls.model.Problem;
import dev.etcdtls.model.ProblemException;
import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.step.ConsumerStep;
import dev.etcdtls.step.RemoveCertificates;
import dev.etcdtls.step.RevertAccept;
import dev.etcdtls.step.RevertEnforce;
import dev.etcdtls.step.Step;
import dev.etcdtls.step.TakeTlsCensus;
import java.util.ArrayList;
import java.util.List;

/** The one place where the engine tells kinds of steps apart. */
public final class Actions {
    private final Equipment equipment;
    private final Judge judge;

    public Actions(Equipment equipment) {
        this.equipment = equipment;
        this.judge = new Judge(equipment);
    }

    /**
     * Does what is missing of a step. Doing it twice is as doing it once.
     *
     * @param seen the observation that the guard judged, at most some seconds old
     */
    public Performed perform(Step step, ClusterObservation seen) {
        try {
            return switch (step) {
                case Step.KeepFiles keep -> new KeepFiles(equipment).perform(keep);
                case Step.TakeSnapshot snapshot -> new TakeSnapshot(equipment).perform(snapshot, seen);
                case Step.IssueOperatorCertificate issue -> new IssueOperatorCertificate(equipment).perform(issue);
                case Step.StageCertificate stage ->
                    CertificateStaging.of(equipment, stage).perform();
                case ConsumerStep consumers -> ConsumerActions.perform(equipment, judge, consumers);
                case Step.Rehearse rehearse -> new Rehearse(equipment).perform(rehearse);
                case Step.AcceptTls accept ->
                    MemberChange.of(equipment, judge, accept).perform(seen);
                case Step.TakeCensus census -> new TakeCensus(equipment, census).perform();
                case Step.EnforceTls enforce ->
                    MemberChange.of(equipment, judge, enforce).perform(seen);
                case TakeTlsCensus census -> new TlsCensus(equipment, census).perform();
                case RevertEnforce revert ->
                    MemberChange.of(equipment, judge, revert).perform(seen);
                case RevertAccept revert ->
                    MemberChange.of(equipment, judge, revert).perform(seen);
                case RemoveCertificates remove -> new CertificateRemoval(equipment).perform(remove);
                case Step.VerifyEndState verify -> new VerifyEndState(equipment).perform(verify);
                case Step.RemoveLeftovers leftovers -> new RemoveLeftovers(equipment).perform(leftovers);
            };
        } catch (ProblemException e) {
            return new Performed.Failed(withAnnouncement(step, e.problems()));
        }
    }

    /** A step that failed with its dead-man switch armed says what the host will do by itself. */
    private List<Problem> withAnnouncement(Step step, List<Problem> problems) {
        List<Problem> all = new ArrayList<>(problems);
        OwnChanges.restart(step)
                .flatMap(restart -> new DeadMan(equipment, step, restart.target()).announcement().stream())
                .filter(problem -> !all.contains(problem))
                .forEach(all::add);
        return all;
    }

    /** Whether a step gets something for the tool alone: no host, member or lock is needed for it. */
    public boolean isForTool(Step step) {
        return step instanceof Step.IssueOperatorCertificate;
    }

    /** Whether what a finished step gave has gone away since, so that the steps after it could not do without. */
    public boolean isSpent(Step step) {
        return isForTool(step) && !new IssueOperatorCertificate(equipment).isUsable();
    }
}
