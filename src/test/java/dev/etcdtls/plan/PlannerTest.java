package dev.etcdtls.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etcdtls.inventory.Inventory;
import dev.etcdtls.inventory.IssuerSettings;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.PeerUrl;
import dev.etcdtls.model.Problem;
import dev.etcdtls.model.UnitName;
import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.observation.EtcdService;
import dev.etcdtls.step.ConsumerStep;
import dev.etcdtls.step.FileEdit;
import dev.etcdtls.step.RemoveCertificates;
import dev.etcdtls.step.RevertAccept;
import dev.etcdtls.step.RevertEnforce;
import dev.etcdtls.step.Step;
import dev.etcdtls.step.TakeTlsCensus;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PlannerTest {
    @Test
    void certificatesFirstThenAcceptThenEnforceAndTheLeaderLast() {
        ClusterObservation seen = ObservedClusters.plaintext(3, "3.5.16", 2);

        assertThat(Planning.ids(Planning.plan(seen).steps()))
                .containsExactly(
                        "backup/m1",
                        "backup/m2",
                        "backup/m3",
                        "backup/snapshot",
                        "stage/operator",
                        "stage/m1",
                        "stage/m3",
                        "stage/m2",
                        "stage/rehearsal",
                        "accept/m1",
                        "accept/m3",
                        "accept/m2",
                        "census/plaintext",
                        "enforce/m1",
                        "enforce/m3",
                        "enforce/m2",
                        "verify/end-state",
                        "retire/m1",
                        "retire/m2",
                        "retire/m3");
    }

    @Test
    void theOrderOfAnEarlierPlanIsKeptWhenAnotherMemberLeads() {
        Plan first = Planning.plan(ObservedClusters.plaintext(3, "3.5.16", 2));
        Plan second = Planning.plan(
                ObservedClusters.inventory(3),
                ObservedClusters.plaintext(3, "3.5.16", 3),
                first.header().options());

        assertThat(second.steps()).isEqualTo(first.steps());
    }

    @Test
    void theSameWorldGivesTheSamePlan() {
        ClusterObservation seen = ObservedClusters.plaintext(5);

        assertThat(Planning.plan(seen)).isEqualTo(Planning.plan(seen));
    }

    @Test
    void aFinishedClusterNeedsNoStepAndNoIssuer() {
        ClusterObservation seen = ObservedClusters.plaintext(3);
        ClusterObservation finished = Planning.after(seen, Planning.plan(seen).steps());

        PlanResult result = Planner.plan(
                ObservedClusters.inventory(3),
                Planning.SOURCE,
                finished,
                Planning.ISSUER,
                PlanOptions.DEFAULT,
                ObservedClusters.NOW);

        assertThat(result)
                .isInstanceOfSatisfying(
                        PlanResult.Planned.class,
                        planned -> assertThat(planned.plan().steps()).isEmpty());
    }

    @Test
    void aSettingSwitchedOffByHandIsSetAgainOnThatMemberAlone() {
        ClusterObservation seen = ObservedClusters.plaintext(3);
        ClusterObservation finished = Planning.after(seen, Planning.plan(seen).steps());
        ClusterObservation opened = ObservedChanges.setting(finished, 2, "client-cert-auth", "false");

        Plan plan = Planning.plan(opened);

        assertThat(Planning.ids(plan.steps()))
                .containsExactly(
                        "backup/m2",
                        "backup/snapshot",
                        "stage/operator",
                        "enforce/m2",
                        "verify/end-state",
                        "retire/m2");
        assertThat(edits(plan))
                .allSatisfy(edit -> assertThat(edit.set())
                        .containsOnlyKeys("client-cert-auth")
                        .containsEntry("client-cert-auth", "true"));
    }

    @Test
    void enforceStartsFromTheBytesThatAcceptLeaves() {
        Plan plan = Planning.plan(ObservedClusters.plaintext(1));
        List<FileEdit> edits = edits(plan);

        assertThat(edits).hasSize(2);
        assertThat(edits.get(1).before()).isEqualTo(edits.get(0).after());
    }

    @Test
    void aStartThatWasNotPublishedYetNeedsNoRestart() {
        ClusterObservation seen = ObservedClusters.plaintext(3);
        ClusterObservation finished = Planning.after(seen, Planning.plan(seen).steps());
        ClusterObservation half = PredictedMember.withPeerUrls(
                finished,
                ObservedClusters.idOf(3),
                List.of(PeerUrl.parse("http://198.51.100.13:2380"), PeerUrl.parse("https://198.51.100.13:2380")));

        Plan plan = Planning.plan(half);

        assertThat(Planning.ids(plan.steps()))
                .containsExactly("backup/snapshot", "stage/operator", "enforce/m3", "verify/end-state");
        assertThat(edits(plan)).allSatisfy(edit -> assertThat(edit.set()).isEmpty());
    }

    @Test
    void oneMemberNeedsAnAcceptedOutage() {
        PlanResult result =
                Planning.result(ObservedClusters.inventory(1), ObservedClusters.plaintext(1), PlanOptions.DEFAULT);

        assertThat(problems(result))
                .containsExactly(new Problem(
                        ErrorCode.OUTAGE_NOT_ACCEPTED,
                        "cluster",
                        "a cluster of 1 has no redundancy: each of the 2 restarts of this plan is an outage of about 2 to 10"
                                + " seconds",
                        "plan with --accept-outage if that is fine, or add members first"));
    }

    /** systemd restarts an apiserver that requires its etcd: one member less is not all that is away then. */
    @Test
    void saysWhatElseRestartsWithAMember() {
        ClusterObservation bound = ObservedChanges.unit(
                ObservedClusters.plaintext(3),
                2,
                unit -> new EtcdService.Unit(
                        unit.name(),
                        unit.activeState(),
                        unit.invocationId(),
                        unit.needsDaemonReload(),
                        unit.user(),
                        unit.pid(),
                        List.of(new UnitName("kube-apiserver.service"))));

        assertThat(Planning.plan(bound).notices())
                .contains(
                        "RESTARTS AS WELL, each time that etcd on m2 does: kube-apiserver.service; systemd takes along"
                                + " what requires, binds to or is part of etcd.service");
    }

    @Test
    void aShortLifeNeedsAnAcceptance() {
        Inventory base = ObservedClusters.inventory(3);
        Inventory hasty = new Inventory(
                base.cluster(),
                base.hosts(),
                new IssuerSettings.Local(Duration.ofHours(24), base.issuer().keys()),
                base.consumers(),
                base.names(),
                base.tuning());

        assertThat(problems(Planning.result(hasty, ObservedClusters.plaintext(3), PlanOptions.DEFAULT)))
                .containsExactly(
                        new Problem(
                                ErrorCode.SHORT_TTL_NOT_ACCEPTED,
                                "inventory",
                                "certificates that live 24h must be renewed every few days, for ever",
                                "ask for at least 168h (issuer.ttl), or plan with --accept-short-ttl if renewal is taken care of"));
    }

    private static List<Problem> problems(PlanResult result) {
        return switch (result) {
            case PlanResult.Planned _ -> List.of();
            case PlanResult.NotNow(List<Problem> problems) -> problems;
        };
    }

    private static List<FileEdit> edits(Plan plan) {
        return plan.steps().stream()
                .flatMap(step -> switch (step) {
                    case Step.AcceptTls accept -> Stream.of(accept.edit());
                    case Step.EnforceTls enforce -> Stream.of(enforce.edit());
                    case Step.KeepFiles _,
                            Step.TakeSnapshot _,
                            Step.IssueOperatorCertificate _,
                            Step.StageCertificate _,
                            Step.Rehearse _,
                            Step.TakeCensus _,
                            Step.VerifyEndState _,
                            Step.RemoveLeftovers _,
                            TakeTlsCensus _,
                            RevertEnforce _,
                            RevertAccept _,
                            RemoveCertificates _,
                            ConsumerStep _ -> Stream.empty();
                })
                .toList();
    }
}
