package dev.etcdtls.engine.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.etcdtls.engine.action.Equipment.Hashing;
import dev.etcdtls.model.Outcome;
import dev.etcdtls.model.ProblemException;
import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.port.EtcdEndpoint;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What a member's gate asks of the member itself, on a cluster that accepts both and has one thing wrong. */
class MemberGateTest {
    private final GateBench bench = new GateBench();

    @Test
    void passesWhenEverythingIsAsPlanned() {
        ClusterObservation before = bench.observe();

        assertThat(bench.gate(before, Hashing.IN_GATES)).isEmpty();
    }

    @Test
    void failsWhenTheUnitIsNotActive() {
        ClusterObservation before = bench.observe();
        bench.cluster.faults().down("m1");

        assertThat(bench.gate(before)).contains("its unit is not active");
    }

    @Test
    void failsWhenTheProcessRunsWithoutAPlannedSetting() {
        set("client-cert-auth", "false");
        ClusterObservation before = bench.observe();

        assertThat(bench.gate(before))
                .anyMatch(why -> why.startsWith("its process runs with client-cert-auth 'false'"));
    }

    @Test
    void failsWhenAnotherSettingCameInForceWithTheRestart() {
        ClusterObservation before = bench.observe();
        bench.cluster.faults().pending("m1", "heartbeat-interval", "250");
        bench.cluster.faults().restart("m1");

        assertThat(bench.gate(before))
                .anyMatch(why -> why.contains("heartbeat-interval '250'") && why.contains("no part"));
    }

    @Test
    void failsWhenAReadOverTlsFails() {
        ClusterObservation before = bench.observe();
        refuseReads("https");

        assertThat(bench.gate(before))
                .allMatch(why -> why.startsWith("a linearizable read over https://"))
                .isNotEmpty();
    }

    @Test
    void failsWhenARealPlaintextReadFailsWhilePlaintextIsPromised() {
        ClusterObservation before = bench.observe();
        refuseReads("http");

        assertThat(bench.gate(before))
                .allMatch(why -> why.startsWith("a linearizable read over http://"))
                .isNotEmpty();
    }

    @Test
    void failsWhenItReportsAnError() {
        ClusterObservation before = bench.observe();
        bench.cluster.faults().alarm("NOSPACE", "m1");

        assertThat(bench.gate(before)).anyMatch(why -> why.startsWith("it reports NOSPACE"));
    }

    @Test
    void failsWhenItIsALearner() {
        ClusterObservation before = bench.observe();
        bench.cluster.faults().learner("m1");

        assertThat(bench.gate(before)).contains("it is a learner");
    }

    @Test
    void failsWhenAnotherMemberNamesNoLeader() {
        ClusterObservation before = bench.observe();
        bench.cluster.faults().down("m3");

        assertThat(bench.gate(before)).contains("the members do not all name the same leader");
    }

    @Test
    void failsWhenItHasNotAppliedWhatTheLeaderHad() {
        ClusterObservation before = bench.observe();
        bench.cluster.faults().leader("m2");
        bench.cluster.faults().lag("m1", 5);

        assertThat(bench.gate(before)).anyMatch(why -> why.startsWith("it has not applied index"));
    }

    @Test
    void aReadThatWorksOnASecondLookPasses() {
        ClusterObservation before = bench.observe();
        AtomicInteger reads = new AtomicInteger();
        bench.world = Planted.api(
                bench.world,
                "linearizableRead",
                (_, real) -> reads.incrementAndGet() == 1 ? new Outcome.Refused<>(GateBench.PLANTED) : real);

        assertThat(bench.gate(before)).isEmpty();
    }

    @Test
    void nothingIsToldOfAMemberThatIsNotThere() {
        ClusterObservation before = bench.observe();
        bench.cluster.faults().unreachable("m1");

        assertThatThrownBy(() -> bench.pass(before, Hashing.AT_THE_END)).isInstanceOf(ProblemException.class);
    }

    private void set(String flag, String value) {
        bench.cluster.faults().pending("m1", flag, value);
        bench.cluster.faults().restart("m1");
    }

    private void refuseReads(String scheme) {
        bench.world = Planted.api(
                bench.world,
                "linearizableRead",
                (EtcdEndpoint endpoint, Outcome<?> real) ->
                        endpoint.url().toString().startsWith(scheme + ":")
                                ? new Outcome.Refused<>(GateBench.PLANTED)
                                : real);
    }
}
