package dev.etcdtls.engine.action;

import dev.etcdtls.model.Digest;
import dev.etcdtls.model.HostName;
import dev.etcdtls.model.MemberId;
import dev.etcdtls.model.PeerUrl;
import dev.etcdtls.plan.Plan;
import dev.etcdtls.step.FileEdit;
import dev.etcdtls.step.RemoveCertificates;
import dev.etcdtls.step.RevertAccept;
import dev.etcdtls.step.RevertEnforce;
import dev.etcdtls.step.Step;
import dev.etcdtls.step.TakeTlsCensus;
import dev.etcdtls.step.Target;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What a plan's own steps make of a member's peer URLs and of a host's file, half-done steps included. */
public final class OwnChanges {
    private OwnChanges() {}

    /** A step that restarts a member with an edited file. */
    record Restart(Target target, FileEdit edit, Set<List<PeerUrl>> peerUrls) {}

    /** Every value of a member's peer URLs that a step of the plan writes. */
    public static Set<List<PeerUrl>> peerUrls(Plan plan, MemberId member) {
        Set<List<PeerUrl>> all = new HashSet<>();
        plan.steps().stream()
                .flatMap(OwnChanges::restart)
                .filter(restart -> restart.target().id().equals(member))
                .forEach(restart -> all.addAll(restart.peerUrls()));
        return all;
    }

    /** Every content of a host's configuration file that a step of the plan writes. */
    public static Set<Digest> files(Plan plan, HostName host) {
        Set<Digest> all = new HashSet<>();
        plan.steps().stream()
                .flatMap(OwnChanges::restart)
                .filter(restart -> restart.target().host().equals(host))
                .forEach(restart -> all.add(restart.edit().after()));
        return all;
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
