package dev.etcdtls.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etcdtls.engine.RunResult;
import dev.etcdtls.journal.JournalEntry;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.Problem;
import dev.etcdtls.plan.Goal.Certificates;
import dev.etcdtls.plan.Plan;
import dev.etcdtls.plan.PlanResult;
import dev.etcdtls.port.Supervisor.Answer;
import dev.etcdtls.port.Supervisor.Question;
import dev.etcdtls.step.Phase;
import dev.etcdtls.step.Step;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

/** The mirrored guards of a way back: who holds it, who is asked, and what is refused. */
class WayBackScenarioTest {
    private static final Duration LATER = Duration.ofMinutes(3);

    @Test
    void enforceGoesBackOnEveryMemberBeforeAcceptOnAny() {
        Trial trial = migrated("three-members");

        List<String> phases = trial.planBack(Phase.PREFLIGHT).steps().stream()
                .map(Step::phase)
                .map(Phase::text)
                .distinct()
                .toList();

        assertThat(phases).containsExactly("stage", "census", "reopen", "withdraw", "unstage", "retire");
    }

    @Test
    void nothingIsLeftToTakeBackWhenItWasTakenBack() {
        Trial trial = migrated("three-members");
        trial.apply(trial.planBack(Phase.ACCEPT));
        trial.cluster().newRun();

        assertThat(trial.planBack(Phase.ACCEPT).steps()).isEmpty();
        assertThat(trial.planBack(Phase.PREFLIGHT).steps())
                .noneMatch(step -> step.phase() == Phase.REOPEN)
                .anyMatch(step -> step.phase() == Phase.WITHDRAW);
    }

    /** The listener for health goes with accept, and a balancer may ask there by now. */
    @Test
    void theOwnerOfALoadBalancerIsToldToSetItsCheckBack() {
        Trial trial = migrated("balancer-declared");

        assertThat(trial.planBack(Phase.PREFLIGHT).notices())
                .filteredOn(notice -> notice.startsWith(
                        "balancer lb (198.51.100.8) may ask HTTP:2381/health, which goes in withdraw"))
                .hasSize(1);
        assertThat(trial.planBack(Phase.ACCEPT).notices()).noneMatch(notice -> notice.startsWith("balancer "));
        assertThat(trial.apply(trial.planBack(Phase.PREFLIGHT))).isInstanceOf(RunResult.Completed.class);
        assertThat(trial.cluster().members())
                .allMatch(member -> member.running().listenMetricsUrls().isEmpty());
    }

    @Test
    void tlsIsNotTakenFromAnUndeclaredClient() {
        Trial trial = migrated("three-members");
        SimulatedClient client = trial.cluster().faults().client("curl[9]", "", "");
        client.move(trial.cluster().now());

        RunResult result = trial.apply(trial.planBack(Phase.PREFLIGHT));

        assertThat(codes(result)).containsExactly(ErrorCode.TLS_CLIENT);
        assertThat(trial.cluster().laws().violations()).isEmpty();
        assertThat(trial.cluster().members())
                .allMatch(member -> !ClientLaw.tlsListeners(member).isEmpty())
                .allMatch(ClientLaw::servesPlaintext);

        client.stop();
        assertThat(trial.apply(trial.planOfRun())).isInstanceOf(RunResult.Completed.class);
    }

    /** The tool died in the edit, its switch put the file back, and a day later somebody uses the listener. */
    @Test
    void aStepThatIsTakenUpAgainDoesNotCutWhoCameMeanwhile() {
        Trial trial = migrated("three-members");
        Plan back = trial.planBack(Phase.PREFLIGHT);
        int edited = boundary(back, "withdraw/m2", "m2: write /etc/default/etcd");
        trial.cluster().faults().killAfter(edited);
        assertThat(trial.applyUnlessKilled(back)).isEmpty();
        trial.cluster().faults().pass(LATER);
        SimulatedClient client = trial.cluster().faults().client("curl[9]", "", "");
        client.move(trial.cluster().now());

        RunResult result = trial.apply(back);

        assertThat(codes(result)).containsExactly(ErrorCode.TLS_CLIENT);
        assertThat(trial.cluster().laws().violations()).isEmpty();
        client.stop();
        assertThat(trial.apply(back)).isInstanceOf(RunResult.Completed.class);
        assertThat(trial.cluster().laws().violations()).isEmpty();
    }

    @Test
    void whoComesWhileTheYesIsWaitedForIsNotCut() {
        Trial trial = migrated("three-members");
        trial.cluster().run().answer(question -> {
            if (question instanceof Question.GoBack back && back.phase() == Phase.WITHDRAW) {
                trial.cluster()
                        .faults()
                        .client("curl[9]", "", "")
                        .move(trial.cluster().now());
                trial.cluster().faults().pass(LATER);
            }
            return Answer.YES;
        });

        RunResult result = trial.apply(trial.planBack(Phase.PREFLIGHT));

        assertThat(codes(result)).containsExactly(ErrorCode.TLS_CLIENT);
        assertThat(trial.cluster().laws().violations()).isEmpty();
    }

    /** With an extra port, opening plaintext takes the TLS listener on the old one away. */
    @Test
    void whoUsesTlsOnThePortThatPlaintextGetsBackHoldsIt() {
        Trial trial = migrated("extra-port-3.5.7");
        SimulatedClient client = trial.cluster().faults().client("curl[9]", "", "");
        client.move(trial.cluster().now());

        RunResult result = trial.apply(trial.planBack(Phase.ACCEPT));

        assertThat(codes(result)).containsExactly(ErrorCode.TLS_CLIENT);
        assertThat(trial.cluster().run().journal())
                .noneMatch(entry -> entry instanceof JournalEntry.Started started
                        && started.step().value().startsWith("reopen/"));
        client.stop();
        assertThat(trial.apply(trial.planOfRun())).isInstanceOf(RunResult.Completed.class);
    }

    @Test
    void aConsumerThatHasNotMovedBackHoldsIt() {
        Trial trial = ScenarioFolder.named("declared-consumer").trial();
        trial.apply(trial.plan(), Optional.of(Phase.VERIFY));
        trial.cluster().newRun();
        trial.cluster().faults().pass(LATER);

        RunResult result = trial.apply(trial.planBack(Phase.PREFLIGHT));

        assertThat(codes(result)).containsOnly(ErrorCode.CENSUS_TIMED_OUT);
        trial.cluster().faults().clientsGoBack();
        assertThat(trial.apply(trial.planOfRun())).isInstanceOf(RunResult.Completed.class);
        assertThat(trial.cluster().laws().violations()).isEmpty();
    }

    @Test
    void aPersonIsAskedBeforePlaintextIsOpenedAndBeforeTlsIsTakenAway() {
        Trial trial = migrated("three-members");
        trial.cluster()
                .run()
                .answer(question -> question instanceof Question.GoBack back && back.phase() == Phase.WITHDRAW
                        ? Answer.NOBODY
                        : Answer.YES);

        RunResult result = trial.apply(trial.planBack(Phase.PREFLIGHT));

        assertThat(codes(result)).containsExactly(ErrorCode.CONSENT_MISSING);
        assertThat(trial.cluster().run().questions())
                .filteredOn(question -> question instanceof Question.GoBack)
                .extracting(question -> ((Question.GoBack) question).phase())
                .containsExactly(Phase.REOPEN, Phase.WITHDRAW);
    }

    @Test
    void certificatesStayWhenThatIsAskedFor() {
        Trial trial = migrated("three-members");
        PlanResult result = trial.lookBack(Phase.PREFLIGHT, Certificates.KEPT);

        assertThat(result)
                .isInstanceOfSatisfying(
                        PlanResult.Planned.class,
                        planned -> assertThat(planned.plan().steps()).noneMatch(step -> step.phase() == Phase.UNSTAGE));
    }

    @Test
    void aRunThatHasRetiredIsRefusedWithWords() {
        Trial trial = ScenarioFolder.named("three-members").trial();
        trial.apply(trial.plan());
        trial.cluster().newRun();
        SortedMap<String, String> before = trial.cluster().endState();

        List<Problem> problems = refusal(trial.lookBack(Phase.ACCEPT, Certificates.KEPT));

        assertThat(problems).hasSize(3).allMatch(problem -> problem.code() == ErrorCode.POINT_OF_NO_RETURN);
        assertThat(problems.getFirst().nextAction()).contains("what can still be done");
        assertThat(trial.cluster().endState()).isEqualTo(before);
    }

    @Test
    void aFileThatSomebodyHasChangedIsNotOverwritten() {
        Trial trial = migrated("three-members");
        trial.cluster().faults().pending("m2", "snapshot-count", "5000");

        assertThat(refusal(trial.lookBack(Phase.PREFLIGHT, Certificates.REMOVED)))
                .extracting(Problem::code)
                .containsExactly(ErrorCode.WORLD_MOVED);
    }

    @Test
    void aStateThatIsNoneToGoBackToIsRefused() {
        Trial trial = migrated("three-members");

        assertThat(refusal(trial.lookBack(Phase.ENFORCE, Certificates.REMOVED)))
                .extracting(Problem::code)
                .containsExactly(ErrorCode.FLAG_INVALID);
    }

    @Test
    void aMemberThatIsDownIsBroughtBackFirst() {
        Trial trial = migrated("three-members");
        SortedMap<String, String> start =
                ScenarioFolder.named("three-members").untouched().cluster().endState();
        trial.cluster().faults().down("m2");

        Plan back = trial.planBack(Phase.PREFLIGHT);
        RunResult result = trial.apply(back);

        assertThat(back.steps().stream().filter(step -> step.phase() == Phase.REOPEN))
                .first()
                .extracting(Step::what)
                .isEqualTo("m2");
        assertThat(result).isInstanceOf(RunResult.Completed.class);
        assertThat(trial.cluster().laws().violations()).isEmpty();
        assertThat(trial.cluster().endState().get("m2 settings")).isEqualTo(start.get("m2 settings"));
    }

    /** The number of the boundary of that effect in that step, by a way back that nobody disturbs. */
    private static int boundary(Plan back, String step, String effect) {
        Trial undisturbed = migrated("three-members");
        undisturbed.apply(back);
        List<String> boundaries = undisturbed.cluster().tool().boundaries();
        int begun = boundaries.indexOf("journal Started " + step);
        return begun + boundaries.subList(begun, boundaries.size()).indexOf(effect) + 1;
    }

    private static Trial migrated(String scenario) {
        Trial trial = ScenarioFolder.named(scenario).trial();
        trial.apply(trial.plan(), Optional.of(Phase.VERIFY));
        trial.cluster().newRun();
        trial.cluster().faults().pass(LATER);
        return trial;
    }

    private static List<ErrorCode> codes(RunResult result) {
        assertThat(result).isInstanceOf(RunResult.Stopped.class);
        return ((RunResult.Stopped) result)
                .problems().stream().map(Problem::code).distinct().toList();
    }

    private static List<Problem> refusal(PlanResult result) {
        assertThat(result).isInstanceOf(PlanResult.NotNow.class);
        return ((PlanResult.NotNow) result).problems();
    }
}
