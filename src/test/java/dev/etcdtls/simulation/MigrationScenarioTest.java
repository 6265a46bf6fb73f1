package dev.etcdtls.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etcdtls.engine.RunResult;
import dev.etcdtls.engine.proof.Proof;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.Verdict;
import dev.etcdtls.plan.Plan;
import dev.etcdtls.step.Step;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The whole way from plaintext to mutual TLS with the real planner, engine, actions and proofs. */
class MigrationScenarioTest {
    private final Trial trial = Trial.of(new SimulatedCluster(3));
    private final SimulatedCluster cluster = trial.cluster();

    @Test
    void threePlaintextMembersEndOnMutualTls() {
        RunResult result = trial.apply(trial.plan());

        assertThat(result).isInstanceOf(RunResult.Completed.class);
        assertThat(EndState.shortcomings(cluster)).isEmpty();
        assertThat(cluster.laws().violations()).isEmpty();
        assertThat(cluster.laws().acknowledged()).isGreaterThan(60);
        assertThat(trial.verify()).allMatch(proof -> !(proof.verdict() instanceof Verdict.Fail));
    }

    @Test
    void everyMemberIsRestartedTwiceAndTheLeaderOfTheDayNever() {
        trial.apply(trial.plan());

        assertThat(List.of(cluster.restarts("m1"), cluster.restarts("m2"), cluster.restarts("m3")))
                .containsOnly(2);
    }

    @Test
    void afterwardsThereIsNothingToDo() {
        trial.apply(trial.plan());

        assertThat(trial.plan().steps()).isEmpty();
    }

    @Test
    void anAlteredPlanChangesNothing() {
        Plan plan = trial.plan();
        List<Step> steps = plan.steps().stream()
                .filter(step -> !(step instanceof Step.TakeCensus))
                .toList();

        RunResult result =
                trial.apply(new Plan(plan.header(), plan.inventory(), plan.baseline(), steps, plan.notices()));

        assertThat(result)
                .isInstanceOfSatisfying(
                        RunResult.Stopped.class,
                        stopped ->
                                assertThat(stopped.problems().getFirst().code()).isEqualTo(ErrorCode.PLAN_ALTERED));
        assertThat(cluster.effects()).isEmpty();
    }

    @Test
    void verifyFailsWhereAConsumersCertificateIsLetInOnThePeerPort() {
        trial.apply(trial.plan());
        cluster.run().keepOperator();
        cluster.faults().pending("m2", "peer-cert-allowed-hostname", "");
        cluster.faults().restart("m2");
        new ByHand(cluster).awaitReady();

        assertThat(failed())
                .anyMatch(name -> name.contains("peer listener of m2")
                        && name.contains("a consumer's certificate of the right CA is refused"));
        assertThat(EndState.shortcomings(cluster)).contains("m2 lets every certificate of the CA speak raft");
    }

    @Test
    void verifyFailsWhereClientsNeedNoCertificate() {
        trial.apply(trial.plan());
        cluster.faults().pending("m3", "client-cert-auth", "");
        cluster.faults().pending("m3", "trusted-ca-file", "");
        cluster.faults().restart("m3");
        new ByHand(cluster).awaitReady();

        assertThat(failed())
                .anyMatch(name -> name.contains("client listener of m3")
                        && name.contains("a client without a certificate is refused"));
        assertThat(EndState.shortcomings(cluster)).contains("m3 does not ask for certificates on both planes");
    }

    @Test
    void theEndStateKnowsAMemberThatCouldNotJoinAgain() {
        trial.apply(trial.plan());

        cluster.faults().pending("m2", "initial-cluster", "m2=http://198.51.100.12:2380");
        assertThat(EndState.shortcomings(cluster)).containsExactly("m2 would run differently after a reboot");

        cluster.faults().restart("m2");
        new ByHand(cluster).awaitReady();
        assertThat(EndState.shortcomings(cluster))
                .containsExactly("m2 has an initial-cluster that is not the membership");
    }

    private List<String> failed() {
        return trial.verify().stream()
                .filter(proof -> proof.verdict() instanceof Verdict.Fail)
                .map(Proof::name)
                .toList();
    }
}
