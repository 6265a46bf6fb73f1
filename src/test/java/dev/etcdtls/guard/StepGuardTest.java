package dev.etcdtls.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etcdtls.certificate.CertificateFacts;
import dev.etcdtls.model.Digest;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.HostName;
import dev.etcdtls.model.MemberId;
import dev.etcdtls.model.PeerUrl;
import dev.etcdtls.model.Problem;
import dev.etcdtls.model.Verdict;
import dev.etcdtls.observation.CertificateSet;
import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.observation.MemberObservation;
import dev.etcdtls.observation.MemberStatus;
import dev.etcdtls.plan.ObservedChanges;
import dev.etcdtls.plan.ObservedClusters;
import dev.etcdtls.plan.ObservedPlans;
import dev.etcdtls.step.Step;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Three members, m1 leads, the order is m2, m3, m1. */
class StepGuardTest {
    private static final ObservedPlans RUN = ObservedPlans.of(ObservedClusters.plaintext(3));
    private static final ClusterObservation STAGED = RUN.before("accept/m2");
    private static final ClusterObservation ACCEPTED = RUN.before("enforce/m2");
    private static final Step ACCEPT = RUN.step("accept/m2");
    private static final Step ENFORCE = RUN.step("enforce/m2");
    private static final Problem NO_ANSWER =
            new Problem(ErrorCode.MEMBER_UNREACHABLE, "members/m3", "m3 did not answer", "look at it");
    private static final Problem NO_HOST =
            new Problem(ErrorCode.HOST_UNREACHABLE, "hosts/m3", "m3 cannot be reached", "look at it");
    private static final String DOWN =
            "MEMBER_DOWN at members/m3: member m3 does not run: etcd.service is failed; look at its log"
                    + " (journalctl -u etcd.service), start it, wait until it serves, then go on";

    record Row(String name, Step step, ClusterObservation seen, String... expected) {
        @Override
        public String toString() {
            return name;
        }
    }

    @ParameterizedTest
    @MethodSource({"ofTheCluster", "ofTheTarget", "ofEnforce", "ofOtherSteps"})
    void refusesWithOneClearMessage(Row row) {
        assertThat(StepGuard.verdict(row.step(), row.seen(), Outage.NOT_ACCEPTED)
                        .problems())
                .extracting(Problem::toString)
                .containsExactly(row.expected());
    }

    static Stream<Row> ofTheCluster() {
        return Stream.of(
                new Row(
                        "one of three is down",
                        ACCEPT,
                        ObservedChanges.down(STAGED, 3, NO_ANSWER),
                        "QUORUM_AT_RISK at members/m2: without m2 only 1 of 3 voters would serve, and 2 are needed; bring the"
                                + " others back first, then go on",
                        DOWN),
                new Row(
                        "a host is away",
                        ACCEPT,
                        ObservedChanges.unreachable(STAGED, 3, NO_HOST),
                        "QUORUM_AT_RISK at members/m2: without m2 only 1 of 3 voters would serve, and 2 are needed; bring the"
                                + " others back first, then go on",
                        "HOST_UNREACHABLE at hosts/m3: m3 cannot be reached; look at it"),
                new Row(
                        "an alarm",
                        ACCEPT,
                        new ClusterObservation(
                                STAGED.at(),
                                STAGED.cluster(),
                                STAGED.members(),
                                STAGED.hosts(),
                                List.of("NOSPACE m1"),
                                List.of()),
                        "ALARM_RAISED at cluster: etcd has raised the alarm NOSPACE m1; remove its cause, then the alarm"
                                + " (etcdctl alarm disarm), then go on"),
                new Row(
                        "a clock that has jumped",
                        ACCEPT,
                        ObservedChanges.clock(STAGED, 3, Duration.ofMinutes(2)),
                        "CLOCK_SKEW at hosts/m3: the clock of m3 is 120 s ahead of that of another host; 30 s are allowed; set"
                                + " the clock right (is its time service running?), then go on"),
                new Row(
                        "a certificate of another member is ending",
                        ENFORCE,
                        ObservedChanges.certificates(ACCEPTED, 3, StepGuardTest::ending),
                        "CERTIFICATE_EXPIRING at hosts/m3: the certificate of m3 ends at 2026-03-02T12:00:00Z, less than a"
                                + " quarter of its life is left; renew it first (runbooks/renew.md)"));
    }

    static Stream<Row> ofTheTarget() {
        return Stream.of(
                new Row(
                        "another member with that id",
                        ACCEPT,
                        ObservedChanges.member(STAGED, 2, member -> onHost(member, "m9")),
                        "MEMBERSHIP_UNEXPECTED at members/m2: member m2 runs on m9 and the plan says m2; see who changed the"
                                + " membership, then plan again"),
                new Row(
                        "the member was replaced",
                        ACCEPT,
                        new ClusterObservation(
                                STAGED.at(),
                                STAGED.cluster(),
                                STAGED.members().stream()
                                        .filter(member -> !member.name().value().equals("m2"))
                                        .toList(),
                                STAGED.hosts(),
                                List.of(),
                                List.of()),
                        "MEMBERSHIP_UNEXPECTED at members/m2: no member of the cluster has the id a2 that the plan gives m2; see"
                                + " who changed the membership, then plan again"),
                new Row(
                        "somebody edited the file",
                        ACCEPT,
                        ObservedChanges.setting(STAGED, 2, "snapshot-count", "5000"),
                        "WORLD_MOVED at hosts/m2: /etc/default/etcd is neither as the plan saw it nor as the plan would make"
                                + " it; see who changed it, then plan again"),
                new Row(
                        "nothing is staged",
                        ACCEPT,
                        RUN.before("stage/m2"),
                        "CERTIFICATE_UNFIT at hosts/m2: no certificate is staged on m2; stage it first: run etcd-tls plan again"),
                new Row(
                        "key and certificate disagree",
                        ACCEPT,
                        ObservedChanges.certificates(STAGED, 2, StepGuardTest::withOtherKey),
                        "CERTIFICATE_UNFIT at hosts/m2: key and certificate of v1 on m2 do not belong together; remove that"
                                + " folder and run etcd-tls plan again"));
    }

    static Stream<Row> ofEnforce() {
        return Stream.of(
                new Row(
                        "another member has no peer certificate loaded",
                        ENFORCE,
                        ObservedChanges.setting(ACCEPTED, 3, "peer-cert-file", ""),
                        "QUORUM_AT_RISK at members/m3: member m3 runs without a peer certificate and could not dial a member"
                                + " that demands one; it must accept TLS first: run etcd-tls plan again"),
                new Row(
                        "somebody changed its peer URLs",
                        ENFORCE,
                        ObservedChanges.member(
                                ACCEPTED,
                                2,
                                member -> member.withMembership(new MemberObservation.Membership(
                                        List.of(PeerUrl.parse("http://198.51.100.99:2380")),
                                        member.membership().clientUrls()))),
                        "MEMBERSHIP_UNEXPECTED at members/m2: the peer URLs of m2 are http://198.51.100.99:2380, and the plan"
                                + " starts from http://198.51.100.12:2380; see who changed the membership, then plan again"));
    }

    static Stream<Row> ofOtherSteps() {
        return Stream.of(
                new Row(
                        "no snapshot of an ill cluster",
                        RUN.step("backup/snapshot"),
                        ObservedChanges.down(STAGED, 3, NO_ANSWER),
                        DOWN),
                new Row(
                        "no host-born key without openssl",
                        RUN.step("stage/m2"),
                        ObservedChanges.tools(STAGED, 2, Set.of("curl")),
                        "HOST_TOOL_MISSING at hosts/m2: openssl is not on the host, and it makes the key there; install"
                                + " openssl, or say keys: issuer-born in the inventory"),
                new Row(
                        "no rehearsal without certificates",
                        RUN.step("stage/rehearsal"),
                        RUN.before("stage/m1"),
                        "CERTIFICATE_UNFIT at hosts/m1: no certificate is staged on m1; stage it first: run etcd-tls plan again"),
                new Row(
                        "no census before every member serves TLS",
                        RUN.step("census/plaintext"),
                        RUN.before("accept/m1"),
                        "GATE_FAILED at members/m1: member m1 does not serve TLS to clients yet; it must accept TLS first: run"
                                + " etcd-tls plan again"),
                new Row(
                        "no way back is removed before the end",
                        RUN.step("retire/m2"),
                        RUN.before("enforce/m1"),
                        "GATE_FAILED at members/m1: member m1 has plaintext peer URLs, and the kept files are the way back;"
                                + " finish enforce first: run etcd-tls plan again"));
    }

    @Test
    void everyStepOfAPlanPassesAtItsTurn() {
        for (Step step : RUN.plan().steps()) {
            assertThat(StepGuard.verdict(step, RUN.before(step.id().value()), Outage.NOT_ACCEPTED))
                    .as(step.id().value())
                    .isEqualTo(Verdict.pass());
        }
    }

    @Test
    void aMemberThatDoesNotServeIsRepairedWithoutQuorum() {
        ClusterObservation twoDown = ObservedChanges.down(ObservedChanges.down(STAGED, 3, NO_ANSWER), 2, NO_ANSWER);

        assertThat(StepGuard.verdict(ACCEPT, twoDown, Outage.NOT_ACCEPTED)).isEqualTo(Verdict.pass());
    }

    @Test
    void aMemberThatAnswersWithoutLeaderIsNotTakenFromACluserThatNeedsIt() {
        ClusterObservation noLeader = STAGED;
        for (int number = 1; number <= 3; number++) {
            noLeader = ObservedChanges.status(noLeader, number, StepGuardTest::leaderless);
        }

        assertThat(StepGuard.verdict(ACCEPT, noLeader, Outage.NOT_ACCEPTED).problems())
                .extracting(Problem::code)
                .containsExactly(ErrorCode.NO_LEADER);
    }

    @Test
    void aStepThatWasCutOffAfterItsEditGoesOn() {
        ClusterObservation edited = RUN.inside("accept/m2", 2);

        assertThat(edited.service(new HostName("m2")).orElseThrow().hasPendingChanges())
                .isTrue();
        assertThat(StepGuard.verdict(ACCEPT, edited, Outage.NOT_ACCEPTED)).isEqualTo(Verdict.pass());
    }

    @Test
    void oneMemberNeedsAnAcceptedOutage() {
        ObservedPlans one = ObservedPlans.of(ObservedClusters.plaintext(1));
        ClusterObservation staged = one.before("accept/m1");

        assertThat(StepGuard.verdict(one.step("accept/m1"), staged, Outage.NOT_ACCEPTED)
                        .problems())
                .extracting(Problem::toString)
                .containsExactly(
                        "OUTAGE_NOT_ACCEPTED at members/m1: a cluster of 1 is away while m1 restarts, for about 2 to 10"
                                + " seconds; plan with --accept-outage at a time when that is fine");
        assertThat(StepGuard.verdict(one.step("accept/m1"), staged, Outage.ACCEPTED))
                .isEqualTo(Verdict.pass());
    }

    private static MemberObservation onHost(MemberObservation member, String host) {
        return new MemberObservation(
                member.id(),
                member.name(),
                member.learner(),
                Optional.of(new HostName(host)),
                member.membership(),
                member.status());
    }

    private static MemberStatus leaderless(MemberStatus said) {
        return new MemberStatus(
                said.version(), Optional.<MemberId>empty(), said.raft(), said.database(), said.errors());
    }

    private static CertificateSet withOtherKey(CertificateSet set) {
        return new CertificateSet(
                set.version(), set.current(), set.leaf(), set.trusted(), Digest.of("another key"), set.access());
    }

    private static CertificateSet ending(CertificateSet set) {
        var leaf = set.leaf();
        var validity = new CertificateFacts.Validity(
                ObservedClusters.NOW.minus(Duration.ofDays(29)), ObservedClusters.NOW.plus(Duration.ofDays(1)));
        return new CertificateSet(
                set.version(),
                set.current(),
                new CertificateFacts(
                        leaf.fingerprint(), leaf.names(), leaf.usages(), validity, leaf.publicKey(), false),
                set.trusted(),
                set.key(),
                set.access());
    }
}
