package dev.etcdtls.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etcdtls.guard.Outage;
import dev.etcdtls.guard.SeatedMember;
import dev.etcdtls.model.MemberId;
import dev.etcdtls.model.PeerUrl;
import dev.etcdtls.model.Problem;
import dev.etcdtls.model.Scheme;
import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.step.FileEdit;
import dev.etcdtls.step.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Orders that people have really used, and why each is unsafe. */
class PlanCheckTest {
    private static final ClusterObservation PLAINTEXT = ObservedClusters.plaintext(3);
    private static final List<Step> GOOD = Planning.plan(PLAINTEXT).steps();

    @Test
    void thePlannersOwnOrderIsSafe() {
        assertThat(PlanCheck.check(PLAINTEXT, GOOD, Outage.NOT_ACCEPTED)).isEmpty();
    }

    /** etcd.io's security page, example 5: one restart a member, certificates and https at once. The guard sees who could not dial. */
    @Test
    void oneRestartAMemberIsRefused() {
        List<Step> steps = new ArrayList<>(staged());
        steps.addAll(enforceWithoutAccept());

        assertThat(PlanCheck.check(PLAINTEXT, steps, Outage.NOT_ACCEPTED))
                .extracting(Problem::toString)
                .containsExactly(
                        "QUORUM_AT_RISK at members/m1: before enforce/m2: member m1 runs without a peer certificate and could not"
                                + " dial a member that demands one; do not run this plan; a cluster in this state needs a person",
                        "QUORUM_AT_RISK at members/m3: before enforce/m2: member m3 runs without a peer certificate and could not"
                                + " dial a member that demands one; do not run this plan; a cluster in this state needs a person");
    }

    /** The same order, had no guard refused it: with the first member restarted, no two of the others and it form a quorum both ways. */
    @Test
    void oneRestartAMemberLeavesOneWayLinks() {
        ClusterObservation state = Planning.after(PLAINTEXT, staged());
        Step first = enforceWithoutAccept().getFirst();

        assertThat(Dangers.of(Prediction.after(state, first), Set.of()))
                .extracting(Danger::words)
                .containsExactly(
                        "if m1 crashed, no quorum of the others could dial each other",
                        "if m2 crashed, it could not come back into a quorum with the files on its disk",
                        "if m3 crashed, no quorum of the others could dial each other");
    }

    /** CoreOS's page taken literally: certificates first, then every peer URL to https, then the restarts. */
    @Test
    void allPeerUrlsBeforeTheFirstRestartIsRefused() {
        ClusterObservation state = Planning.after(PLAINTEXT, upTo("accept/m1"));
        for (int number = 1; number <= 3; number++) {
            state = toHttps(state, number);
        }

        assertThat(Dangers.of(state, Set.of()))
                .extracting(Danger::words)
                .contains(
                        "if m1 crashed, no quorum of the others could dial each other",
                        "if m1 crashed, it could not come back into a quorum with the files on its disk",
                        "if m2 crashed, it could not come back into a quorum with the files on its disk",
                        "if m3 crashed, it could not come back into a quorum with the files on its disk");
        assertThat(PlanCheck.check(state, Planning.plan(state)))
                .extracting(Problem::toString)
                .containsExactly(
                        "QUORUM_AT_RISK at steps/enforce/m1: inside enforce/m1: if m1 crashed, no quorum of the others"
                                + " could dial each other; do not run this plan; a cluster in this state needs a person");
    }

    @Test
    void onePeerUrlAloneToHttpsBeforeItsRestartIsAWindow() {
        ClusterObservation state = toHttps(Planning.after(PLAINTEXT, upTo("accept/m1")), 2);

        assertThat(Dangers.of(state, Set.of()))
                .extracting(Danger::words)
                .contains("if m2 crashed, it could not come back into a quorum with the files on its disk");
    }

    @Test
    void closingPlaintextWithoutACensusIsRefused() {
        List<Step> steps =
                GOOD.stream().filter(step -> !(step instanceof Step.TakeCensus)).toList();

        assertThat(PlanCheck.check(PLAINTEXT, steps, Outage.NOT_ACCEPTED))
                .extracting(Problem::toString)
                .containsExactly(
                        "QUORUM_AT_RISK at steps/enforce/m2: inside enforce/m2: clients that were promised"
                                + " http://198.51.100.12:2379 have lost it; do not run this plan; a cluster in this state needs a person");
    }

    @Test
    void aRestartWithoutAStagedCertificateIsRefused() {
        List<Step> steps = GOOD.stream()
                .filter(step -> !step.id().value().equals("stage/m2"))
                .filter(step -> !(step instanceof Step.Rehearse))
                .toList();

        assertThat(PlanCheck.check(PLAINTEXT, steps, Outage.NOT_ACCEPTED))
                .extracting(Problem::summary)
                .containsExactly("before accept/m2: no certificate is staged on m2");
    }

    @Test
    void twoMembersNeedAnAcceptedOutageAndAreSafeOtherwise() {
        ClusterObservation two = ObservedClusters.plaintext(2);
        List<Step> steps = Planning.plan(two).steps();

        assertThat(PlanCheck.check(two, steps, Outage.ACCEPTED)).isEmpty();
        assertThat(PlanCheck.check(two, steps, Outage.NOT_ACCEPTED))
                .extracting(Problem::summary)
                .containsExactly(
                        "before accept/m2: a cluster of 2 is away while m2 restarts, for about 2 to 10 seconds");
    }

    /** Somebody enforced one member by hand while another has no certificate loaded: accepting on that one is the remedy. */
    @Test
    void aPlanMayEndADangerThatItFound() {
        ClusterObservation found = Planning.after(PLAINTEXT, upTo("stage/rehearsal"));
        for (Step step : GOOD) {
            boolean ofOthers = step.what().equals("m2") || step.what().equals("m3");
            boolean restart = step instanceof Step.AcceptTls || step instanceof Step.EnforceTls;
            if (ofOthers && restart) {
                found = Prediction.after(found, step);
            }
        }
        Plan plan = Planning.plan(found);

        assertThat(Dangers.of(found, Set.of())).isNotEmpty();
        assertThat(Planning.ids(plan.steps())).contains("accept/m1", "enforce/m1");
        assertThat(PlanCheck.check(found, plan)).isEmpty();
    }

    private static List<Step> staged() {
        return upTo("stage/rehearsal");
    }

    private static List<Step> upTo(String id) {
        return GOOD.subList(0, Planning.ids(GOOD).indexOf(id) + 1);
    }

    private static List<Step> enforceWithoutAccept() {
        Situation situation = new Situation(
                ObservedClusters.inventory(3),
                Strategy.SAME_PORT,
                MemberOrder.of(PLAINTEXT, List.of()),
                ObservedClusters.NOW);
        List<Step> steps = new ArrayList<>();
        for (MemberId id : situation.order()) {
            SeatedMember seat = SeatedMember.of(PLAINTEXT, id).orElseThrow();
            FileEdit edit = FileEdits.of(seat.service(), EnforceSettings.missing(seat, situation, PLAINTEXT));
            steps.add(new Step.EnforceTls(
                    Targets.of(seat, situation), edit, EnforceSettings.peerUrls(seat.member(), Scheme.HTTP)));
        }
        return steps;
    }

    private static ClusterObservation toHttps(ClusterObservation state, int number) {
        return PredictedMember.withPeerUrls(
                state,
                ObservedClusters.idOf(number),
                List.of(PeerUrl.parse("https://" + ObservedClusters.address(number) + ":2380")));
    }
}
