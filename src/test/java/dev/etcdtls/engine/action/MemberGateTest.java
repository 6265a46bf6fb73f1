package dev.etcdtls.engine.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.etcdtls.engine.action.Equipment.Hashing;
import dev.etcdtls.engine.observe.Endpoints;
import dev.etcdtls.engine.observe.LatestEndpoints;
import dev.etcdtls.engine.observe.Observer;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.HostName;
import dev.etcdtls.model.Outcome;
import dev.etcdtls.model.PeerUrl;
import dev.etcdtls.model.Problem;
import dev.etcdtls.model.ProblemException;
import dev.etcdtls.model.Verdict;
import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.plan.Plan;
import dev.etcdtls.port.EtcdEndpoint;
import dev.etcdtls.port.EtcdReads.Entry;
import dev.etcdtls.port.Supervisor.Answer;
import dev.etcdtls.port.Supervisor.Question;
import dev.etcdtls.port.World;
import dev.etcdtls.simulation.SimulatedCluster;
import dev.etcdtls.simulation.Trial;
import dev.etcdtls.step.Phase;
import dev.etcdtls.step.Step;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every part of a member's gate, on a cluster that accepts both and has one thing wrong. */
class MemberGateTest {
    private static final Problem PLANTED = new Problem(ErrorCode.MEMBER_UNREACHABLE, "here", "planted", "look");

    private final Trial trial = Trial.of(new SimulatedCluster(3));
    private final SimulatedCluster cluster = trial.cluster();
    private final Plan plan = trial.plan();
    private World world = cluster.world();

    @BeforeEach
    void acceptsBoth() {
        trial.apply(plan, Optional.of(Phase.ACCEPT));
        world = cluster.world();
    }

    @Test
    void passesWhenEverythingIsAsPlanned() {
        ClusterObservation before = observe();

        assertThat(gate(before, Hashing.IN_GATES)).isEmpty();
    }

    @Test
    void failsWhenTheUnitIsNotActive() {
        ClusterObservation before = observe();
        cluster.faults().down("m1");

        assertThat(gate(before)).contains("its unit is not active");
    }

    @Test
    void failsWhenTheProcessRunsWithoutAPlannedSetting() {
        set("client-cert-auth", "false");
        ClusterObservation before = observe();

        assertThat(gate(before)).anyMatch(why -> why.startsWith("its process runs with client-cert-auth 'false'"));
    }

    @Test
    void failsWhenAnotherSettingCameInForceWithTheRestart() {
        ClusterObservation before = observe();
        cluster.faults().pending("m1", "heartbeat-interval", "250");
        cluster.faults().restart("m1");

        assertThat(gate(before)).anyMatch(why -> why.contains("heartbeat-interval '250'") && why.contains("no part"));
    }

    @Test
    void failsWhenAReadOverTlsFails() {
        ClusterObservation before = observe();
        refuseReads("https");

        assertThat(gate(before))
                .allMatch(why -> why.startsWith("a linearizable read over https://"))
                .isNotEmpty();
    }

    @Test
    void failsWhenARealPlaintextReadFailsWhilePlaintextIsPromised() {
        ClusterObservation before = observe();
        refuseReads("http");

        assertThat(gate(before))
                .allMatch(why -> why.startsWith("a linearizable read over http://"))
                .isNotEmpty();
    }

    @Test
    void failsWhenItReportsAnError() {
        ClusterObservation before = observe();
        cluster.faults().alarm("NOSPACE", "m1");

        assertThat(gate(before)).anyMatch(why -> why.startsWith("it reports NOSPACE"));
    }

    @Test
    void failsWhenItIsALearner() {
        ClusterObservation before = observe();
        cluster.faults().learner("m1");

        assertThat(gate(before)).contains("it is a learner");
    }

    @Test
    void failsWhenAnotherMemberNamesNoLeader() {
        ClusterObservation before = observe();
        cluster.faults().down("m3");

        assertThat(gate(before)).contains("the members do not all name the same leader");
    }

    @Test
    void failsWhenItHasNotAppliedWhatTheLeaderHad() {
        ClusterObservation before = observe();
        cluster.faults().leader("m2");
        cluster.faults().lag("m1", 5);

        assertThat(gate(before)).anyMatch(why -> why.startsWith("it has not applied index"));
    }

    @Test
    void failsWhenAMemberShowsOtherUrlsForAnother() {
        ClusterObservation before = observe();
        world = Planted.api(
                world,
                "members",
                (endpoint, real) -> endpoint.host().value().equals("m3") ? new Outcome.Done<>(otherUrls(real)) : real);

        assertThat(gate(before)).anyMatch(why -> why.startsWith("it shows the membership"));
    }

    @Test
    void asksAPersonWhenAMemberDoesNotTellItsMembership() {
        ClusterObservation before = observe();
        cluster.run().answer(_ -> Answer.STOP);
        world = Planted.members(world, new HostName("m3"), new Outcome.Refused<>(PLANTED));

        assertThat(gate(before)).contains("planted");
        assertThat(cluster.run().questions()).anyMatch(question -> question instanceof Question.GoOnInconclusive);
    }

    @Test
    void failsWhenOneHostCannotReachAnothersPeerListener() {
        ClusterObservation before = observe();
        dial("m3", "m2", new Verdict.Fail(List.of(PLANTED)));

        assertThat(gate(before)).contains("planted");
    }

    @Test
    void asksAPersonWhenAPeerCannotBeDialled() {
        ClusterObservation before = observe();
        dial("m2", "m1", new Verdict.Inconclusive(List.of(PLANTED)));

        assertThat(gate(before)).isEmpty();
        assertThat(cluster.run().questions().getLast()).isInstanceOf(Question.GoOnInconclusive.class);
    }

    @Test
    void stopsWhenItCannotTellAndNobodyAnswers() {
        ClusterObservation before = observe();
        dial("m2", "m1", new Verdict.Inconclusive(List.of(PLANTED)));
        cluster.run().answer(_ -> Answer.NOBODY);

        assertThat(problems(before, Hashing.AT_THE_END))
                .extracting(Problem::code)
                .containsExactly(ErrorCode.CONSENT_MISSING, ErrorCode.MEMBER_UNREACHABLE);
    }

    @Test
    void failsWhenAMemberHasTooFewPeerStreams() {
        ClusterObservation before = observe();
        world = Planted.api(
                world,
                "activePeers",
                (endpoint, real) -> endpoint.host().value().equals("m2") ? new Outcome.Done<>(1) : real);

        assertThat(gate(before)).containsExactly("it has streams to 1 of 2 other members");
    }

    @Test
    void failsWhenDataDiffersAndHashesAreCheap() {
        ClusterObservation before = observe();
        cluster.faults().diverge("m2");

        assertThat(gate(before, Hashing.IN_GATES)).isNotEmpty();
        assertThat(gate(before, Hashing.AT_THE_END)).isEmpty();
    }

    @Test
    void aReadThatWorksOnASecondLookPasses() {
        ClusterObservation before = observe();
        AtomicInteger reads = new AtomicInteger();
        world = Planted.api(
                world,
                "linearizableRead",
                (_, real) -> reads.incrementAndGet() == 1 ? new Outcome.Refused<>(PLANTED) : real);

        assertThat(gate(before)).isEmpty();
    }

    @Test
    void nothingIsToldOfAMemberThatIsNotThere() {
        ClusterObservation before = observe();
        cluster.faults().unreachable("m1");

        assertThatThrownBy(() -> pass(before, Hashing.AT_THE_END)).isInstanceOf(ProblemException.class);
    }

    private List<String> gate(ClusterObservation before) {
        return gate(before, Hashing.AT_THE_END);
    }

    /** Why the gate failed; empty when it passed. */
    private List<String> gate(ClusterObservation before, Hashing hashing) {
        return problems(before, hashing).stream().map(Problem::summary).toList();
    }

    private List<Problem> problems(ClusterObservation before, Hashing hashing) {
        ProblemException failed = catchThrowableOfType(ProblemException.class, () -> pass(before, hashing));
        return failed == null ? List.of() : failed.problems();
    }

    private void pass(ClusterObservation before, Hashing hashing) {
        Step.AcceptTls step = accept();
        List<PeerUrl> peerUrls =
                before.member(step.target().id()).orElseThrow().membership().peerUrls();
        Equipment equipment =
                new Equipment(world, new Equipment.Work(plan, cluster.inventory()), observer(), hashing, () -> false);
        new MemberGate(equipment, step, step.target(), step.edit(), before).pass(peerUrls, new Evidence());
    }

    private Step.AcceptTls accept() {
        return plan.steps().stream()
                .flatMap(step -> step instanceof Step.AcceptTls accept ? Stream.of(accept) : Stream.empty())
                .filter(step -> step.target().name().value().equals("m1"))
                .findFirst()
                .orElseThrow();
    }

    private ClusterObservation observe() {
        return observer().observe(cluster.inventory());
    }

    private Observer observer() {
        return new Observer(
                world.hosts().look(),
                new Endpoints(world.etcd(), world.run().operator()),
                new LatestEndpoints(),
                world.pacer());
    }

    private void set(String flag, String value) {
        cluster.faults().pending("m1", flag, value);
        cluster.faults().restart("m1");
    }

    private void refuseReads(String scheme) {
        world = Planted.api(
                world,
                "linearizableRead",
                (EtcdEndpoint endpoint, Outcome<?> real) ->
                        endpoint.url().toString().startsWith(scheme + ":") ? new Outcome.Refused<>(PLANTED) : real);
    }

    private void dial(String from, String to, Verdict verdict) {
        String address = cluster.inventory().hosts().stream()
                .filter(host -> host.name().value().equals(to))
                .map(host -> host.ssh().toString())
                .findFirst()
                .orElseThrow();
        world = Planted.dialer(
                world,
                (host, url, real) -> host.equals(new HostName(from))
                                && address.contains(url.authority().host())
                        ? verdict
                        : real);
    }

    private static List<Entry> otherUrls(Outcome<?> real) {
        if (!(real instanceof Outcome.Done<?>(List<?> entries))) {
            throw new AssertionError("the member told nothing");
        }
        return entries.stream()
                .map(Entry.class::cast)
                .map(entry -> new Entry(
                        entry.id(),
                        entry.name(),
                        entry.learner(),
                        List.of(PeerUrl.parse("http://198.51.100.99:2380")),
                        entry.clientUrls()))
                .toList();
    }
}
