package dev.etcdtls.engine.action;

import dev.etcdtls.journal.Progress;
import dev.etcdtls.journal.StepState;
import dev.etcdtls.model.Digest;
import dev.etcdtls.model.HostName;
import dev.etcdtls.model.MemberId;
import dev.etcdtls.model.PeerUrl;
import dev.etcdtls.plan.Plan;
import dev.etcdtls.step.ConsumerStep;
import dev.etcdtls.step.FileEdit;
import dev.etcdtls.step.RemoveCertificates;
import dev.etcdtls.step.RevertAccept;
import dev.etcdtls.step.RevertEnforce;
import dev.etcdtls.step.Step;
import dev.etcdtls.step.TakeTlsCensus;
import dev.etcdtls.step.Target;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What a plan's own steps make of a member's peer URLs and of a host's file, half-done steps included. */
public final class OwnChanges {
    private OwnChanges() {}

    /** A step that restarts a member with an edited file. */
    record Restart(Target target, FileEdit edit, Set<List<PeerUrl>> peerUrls) {}

    /** Every value that a member's peer URLs may have when the plan is carried out as far as the journal says; the latest last. */
    public static List<List<PeerUrl>> peerUrls(Plan plan, MemberId member, Progress progress, List<PeerUrl> planned) {
        List<List<PeerUrl>> possible = new ArrayList<>(List.of(planned));
        for (Step step : plan.steps()) {
            restart(step)
                    .filter(restart -> restart.target().id().equals(member))
                    .filter(restart -> !restart.peerUrls().isEmpty())
                    .forEach(restart -> add(possible, restart.peerUrls(), progress.state(step.id())));
        }
        return possible;
    }

    /** Every content that a host's configuration file may have when the plan is carried out as far as the journal says. */
    public static Set<Digest> files(Plan plan, HostName host, Progress progress, Digest planned) {
        Set<Digest> possible = new LinkedHashSet<>(Set.of(planned));
        for (Step step : plan.steps()) {
            restart(step)
                    .filter(restart -> restart.target().host().equals(host))
                    .forEach(restart -> add(possible, Set.of(restart.edit().after()), progress.state(step.id())));
        }
        return possible;
    }

    /** A step that ended leaves its own values only; one that did not may have left anything; one that was so already changed nothing. */
    private static <T> void add(Collection<T> possible, Set<T> own, StepState state) {
        switch (state) {
            case TO_DO -> {}
            case STARTED, FAILED, SATISFIED -> possible.addAll(own);
            case FINISHED -> {
                possible.clear();
                possible.addAll(own);
            }
        }
    }

    static Stream<Restart> restart(Step step) {
        return switch (step) {
            case Step.AcceptTls accept -> Stream.of(new Restart(accept.target(), accept.edit(), Set.of()));
            case Step.EnforceTls enforce ->
                Stream.of(
                        new Restart(enforce.target(), enforce.edit(), Set.of(enforce.bothUrls(), enforce.httpsUrls())));
            case RevertEnforce revert ->
                Stream.of(new Restart(
                        revert.target(), revert.back().edit(), Set.of(revert.bothUrls(), revert.httpUrls())));
            case RevertAccept revert ->
                Stream.of(new Restart(revert.target(), revert.back().edit(), Set.of()));
            case ConsumerStep consumers -> ConsumerActions.restart(consumers);
            case Step.KeepFiles _,
                    Step.TakeSnapshot _,
                    Step.IssueOperatorCertificate _,
                    Step.StageCertificate _,
                    Step.Rehearse _,
                    Step.TakeCensus _,
                    Step.VerifyEndState _,
                    Step.RemoveLeftovers _,
                    TakeTlsCensus _,
                    RemoveCertificates _ -> Stream.empty();
        };
    }
}
