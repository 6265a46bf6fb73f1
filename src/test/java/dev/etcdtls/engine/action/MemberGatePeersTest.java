package dev.etcdtls.engine.action;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etcdtls.engine.action.Equipment.Hashing;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.HostName;
import dev.etcdtls.model.Outcome;
import dev.etcdtls.model.PeerUrl;
import dev.etcdtls.model.Problem;
import dev.etcdtls.model.Verdict;
import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.port.EtcdReads.Entry;
import dev.etcdtls.port.Supervisor.Answer;
import dev.etcdtls.port.Supervisor.Question;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a member's gate asks of the other members and of the links, on a cluster that accepts both and has one thing wrong. */
class MemberGatePeersTest {
    private final GateBench bench = new GateBench();

    @Test
    void failsWhenAMemberShowsOtherUrlsForAnother() {
        ClusterObservation before = bench.observe();
        bench.world = Planted.api(
                bench.world,
                "members",
                (endpoint, real) -> endpoint.host().value().equals("m3") ? new Outcome.Done<>(otherUrls(real)) : real);

        assertThat(bench.gate(before)).anyMatch(why -> why.startsWith("it shows the membership"));
    }

    @Test
    void asksAPersonWhenAMemberDoesNotTellItsMembership() {
        ClusterObservation before = bench.observe();
        bench.cluster.run().answer(_ -> Answer.STOP);
        bench.world = Planted.members(bench.world, new HostName("m3"), new Outcome.Refused<>(GateBench.PLANTED));

        assertThat(bench.gate(before)).contains("planted");
        assertThat(bench.cluster.run().questions()).anyMatch(question -> question instanceof Question.GoOnInconclusive);
    }

    @Test
    void failsWhenOneHostCannotReachAnothersPeerListener() {
        ClusterObservation before = bench.observe();
        dial("m3", "m2", new Verdict.Fail(List.of(GateBench.PLANTED)));

        assertThat(bench.gate(before)).contains("planted");
    }

    @Test
    void asksAPersonWhenAPeerCannotBeDialled() {
        ClusterObservation before = bench.observe();
        dial("m2", "m1", new Verdict.Inconclusive(List.of(GateBench.PLANTED)));

        assertThat(bench.gate(before)).isEmpty();
        assertThat(bench.cluster.run().questions().getLast()).isInstanceOf(Question.GoOnInconclusive.class);
    }

    @Test
    void stopsWhenItCannotTellAndNobodyAnswers() {
        ClusterObservation before = bench.observe();
        dial("m2", "m1", new Verdict.Inconclusive(List.of(GateBench.PLANTED)));
        bench.cluster.run().answer(_ -> Answer.NOBODY);

        assertThat(bench.problems(before, Hashing.AT_THE_END))
                .extracting(Problem::code)
                .containsExactly(ErrorCode.CONSENT_MISSING, ErrorCode.MEMBER_UNREACHABLE);
    }

    @Test
    void failsWhenAMemberHasTooFewPeerStreams() {
        ClusterObservation before = bench.observe();
        bench.world = Planted.api(
                bench.world,
                "activePeers",
                (endpoint, real) -> endpoint.host().value().equals("m2") ? new Outcome.Done<>(1) : real);

        assertThat(bench.gate(before)).containsExactly("it has streams to 1 of 2 other members");
    }

    @Test
    void failsWhenDataDiffersAndHashesAreCheap() {
        ClusterObservation before = bench.observe();
        bench.cluster.faults().diverge("m2");

        assertThat(bench.gate(before, Hashing.IN_GATES)).isNotEmpty();
        assertThat(bench.gate(before, Hashing.AT_THE_END)).isEmpty();
    }

    private void dial(String from, String to, Verdict verdict) {
        String address = bench.cluster.inventory().hosts().stream()
                .filter(host -> host.name().value().equals(to))
                .map(host -> host.ssh().toString())
                .findFirst()
                .orElseThrow();
        bench.world = Planted.dialer(
                bench.world,
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
