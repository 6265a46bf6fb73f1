package dev.etcdtls.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etcdtls.engine.RunResult;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.Problem;
import dev.etcdtls.observation.SwitchState;
import dev.etcdtls.observation.SwitchState.Stage;
import dev.etcdtls.plan.Plan;
import dev.etcdtls.plan.PlanResult;
import dev.etcdtls.port.Supervisor.Answer;
import dev.etcdtls.port.Supervisor.Question;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The host takes a step back by itself when the tool is gone, and a run that is taken up again says so and asks. */
class DeadManScenarioTest {
    private static final Duration PAST_DEADLINE = Duration.ofSeconds(100);

    private final Trial trial = Trial.of(new SimulatedCluster(3));
    private final SimulatedCluster cluster = trial.cluster();
    private final Plan plan = trial.plan();

    @ParameterizedTest
    @ValueSource(strings = {"accept", "enforce"})
    void aFileThatWasEditedGoesBackWithoutARestart(String phase) {
        String before = killedAfter(phase, "write /etc/default/etcd");
        int restarts = cluster.restarts("m2");

        cluster.faults().pass(PAST_DEADLINE);

        assertThat(stage()).contains(Stage.PUT_BACK);
        assertThat(configuration()).isEqualTo(before);
        assertThat(cluster.restarts("m2")).isEqualTo(restarts);
        assertThat(trial.apply(plan)).isInstanceOf(RunResult.Completed.class);
        assertThat(cluster.laws().violations()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"accept", "enforce"})
    void aMemberThatCannotStartIsBackByItselfAfterOneRestart(String phase) {
        String before = killedAfter(
                phase, "restart etcd.service", () -> cluster.faults().failNextStart("m2"));
        int restarts = cluster.restarts("m2");
        assertThat(cluster.faults().isDown("m2")).isTrue();

        cluster.faults().pass(PAST_DEADLINE);

        assertThat(stage()).contains(Stage.RESTARTED);
        assertThat(configuration()).isEqualTo(before);
        assertThat(cluster.faults().isDown("m2")).isFalse();
        assertThat(cluster.restarts("m2")).isEqualTo(restarts + 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"accept", "enforce"})
    void aRestartThatWentWellStaysAndNobodyIsAsked(String phase) {
        killedAfter(phase, "restart etcd.service");
        String changed = configuration();
        int restarts = cluster.restarts("m2");
        int asked = cluster.run().questions().size();

        cluster.faults().pass(PAST_DEADLINE);

        assertThat(stage()).contains(Stage.LEFT_ALONE);
        assertThat(configuration()).isEqualTo(changed);
        assertThat(trial.apply(plan)).isInstanceOf(RunResult.Completed.class);
        assertThat(cluster.restarts("m2")).isEqualTo(phase.equals("accept") ? restarts + 1 : restarts);
        assertThat(cluster.run()
                        .questions()
                        .subList(asked, cluster.run().questions().size()))
                .noneMatch(question -> question instanceof Question.DoAgain);
    }

    @Test
    void aStepThatWasTakenBackIsNotDoneAgainWithoutAPerson() {
        killedAfter("accept", "write /etc/default/etcd");
        cluster.faults().pass(PAST_DEADLINE);
        cluster.run().answer(question -> question instanceof Question.DoAgain ? Answer.NOBODY : Answer.YES);
        cluster.forgetEffects();

        RunResult result = trial.apply(plan);

        assertThat(result.exitCode()).isEqualTo(5);
        assertThat(problems(result))
                .extracting(Problem::code)
                .containsExactly(ErrorCode.CONSENT_MISSING, ErrorCode.DEAD_MAN_FIRED);
        assertThat(cluster.effects()).isEmpty();
        assertThat(stage()).contains(Stage.PUT_BACK);
    }

    @Test
    void aMemberThatIsDownIsLeftToItsSwitchWhenTheRunIsTakenUpBeforeTheDeadline() {
        killedAfter("accept", "restart etcd.service", () -> cluster.faults().failNextStart("m2"));
        cluster.faults().pass(Duration.ofSeconds(5));

        assertThat(trial.apply(plan)).isInstanceOf(RunResult.Completed.class);

        assertThat(cluster.run().questions()).anyMatch(question -> question instanceof Question.DoAgain);
        assertThat(cluster.laws().violations()).isEmpty();
    }

    @Test
    void aSwitchThatIsDisarmedAtOnceTakesTheFileBack() {
        String before = killedAfter("accept", "write /etc/default/etcd");
        cluster.forgetEffects();

        assertThat(trial.apply(plan)).isInstanceOf(RunResult.Completed.class);

        assertThat(cluster.effects()).startsWith("m2: settle the dead-man switch");
        assertThat(cluster.run().questions()).noneMatch(question -> question instanceof Question.DoAgain);
        assertThat(configuration()).isNotEqualTo(before);
        assertThat(cluster.laws().violations()).isEmpty();
    }

    /** The restart had gone well and the switch was disarmed; then the tool died, and the member stopped. */
    @ParameterizedTest
    @ValueSource(strings = {"accept", "enforce"})
    void aMemberThatStoppedAfterItsSwitchWasDisarmedIsStartedWithoutOne(String phase) {
        killedAfter(phase, "disarm the dead-man switch");
        cluster.faults().down("m2");
        int restarts = cluster.restarts("m2");

        assertThat(trial.apply(plan)).isInstanceOf(RunResult.Completed.class);

        assertThat(cluster.restarts("m2")).isEqualTo(restarts + (phase.equals("accept") ? 2 : 1));
        assertThat(cluster.laws().violations()).isEmpty();
    }

    @Test
    void aRunThatWaitsForASwitchHearsThatItIsToEnd() {
        killedAfter("accept", "restart etcd.service", () -> cluster.faults().failNextStart("m2"));
        cluster.faults().pass(Duration.ofSeconds(5));

        RunResult result = trial.applyAndAbort(plan);

        assertThat(problems(result)).extracting(Problem::code).containsExactly(ErrorCode.STOPPED_BY_PERSON);
        assertThat(stage()).contains(Stage.ARMED);
    }

    @Test
    void nothingIsPlannedWhileASwitchOfAnotherRunIsArmed() {
        killedAfter("accept", "write /etc/default/etcd");
        cluster.newRun();

        PlanResult result = trial.look();

        assertThat(result)
                .isInstanceOfSatisfying(
                        PlanResult.NotNow.class,
                        no -> assertThat(no.problems())
                                .extracting(Problem::code)
                                .contains(ErrorCode.DEAD_MAN_ARMED));
    }

    @Test
    void aStepThatFailsSaysWhatTheHostWillDo() {
        int restart = boundary("accept", "restart etcd.service");
        cluster.faults().at(restart - 1, () -> cluster.faults().failNextStart("m2"));

        RunResult result = trial.apply(plan);

        assertThat(problems(result))
                .extracting(Problem::code)
                .containsExactly(ErrorCode.STEP_FAILED, ErrorCode.DEAD_MAN_ARMED);
        cluster.faults().pass(PAST_DEADLINE);
        assertThat(cluster.faults().isDown("m2")).isFalse();
    }

    /** Gives the configuration of m2 as it was before the step. */
    private String killedAfter(String phase, String effect) {
        return killedAfter(phase, effect, () -> {});
    }

    private String killedAfter(String phase, String effect, Runnable justBefore) {
        int boundary = boundary(phase, effect);
        StringBuilder before = new StringBuilder();
        int armed = boundary(phase, "arm the dead-man switch");
        cluster.faults().at(armed, () -> before.append(configuration()));
        cluster.faults().at(boundary - 1, () -> {
            if (boundary - 1 == armed) {
                before.append(configuration());
            }
            justBefore.run();
        });
        cluster.faults().killAfter(boundary);
        assertThat(trial.applyUnlessKilled(plan)).isEmpty();
        return before.toString();
    }

    /** The number of the boundary at which a step of m2 has that effect, by a run that nobody disturbs. */
    private static int boundary(String phase, String effect) {
        Trial undisturbed = Trial.of(new SimulatedCluster(3));
        undisturbed.apply(undisturbed.plan());
        List<String> boundaries = undisturbed.cluster().tool().boundaries();
        int begun = boundaries.indexOf("journal Started " + phase + "/m2");
        return begun + boundaries.subList(begun, boundaries.size()).indexOf("m2: " + effect) + 1;
    }

    private Optional<Stage> stage() {
        return cluster.faults().deadManSwitch("m2").map(SwitchState::stage);
    }

    private String configuration() {
        return cluster.endState().getOrDefault("m2 configuration", "");
    }

    private static List<Problem> problems(RunResult result) {
        return result instanceof RunResult.Stopped stopped ? stopped.problems() : List.of();
    }
}
