package dev.etcdtls.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etcdtls.event.Event;
import dev.etcdtls.event.Event.WaitReason;
import dev.etcdtls.journal.JournalEntry;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.Problem;
import dev.etcdtls.plan.Plan;
import dev.etcdtls.port.RunControl.Wish;
import dev.etcdtls.port.Supervisor.Answer;
import dev.etcdtls.port.Supervisor.Question;
import dev.etcdtls.simulation.SimulatedCluster;
import dev.etcdtls.simulation.Trial;
import dev.etcdtls.step.Phase;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A run hears its people between two steps and in its waits, and never does more than it was asked. */
class SupervisionTest {
    private final SupervisedRun supervised = new SupervisedRun();
    private final Trial trial = supervised.trial();
    private final SimulatedCluster cluster = trial.cluster();
    private final Plan plan = supervised.plan();

    @Test
    void aPausedRunRestsBetweenTwoStepsAndGoesOnWhenItIsToldTo() {
        RunResult result = supervised.run(GateMode.NONE, told -> {
            if (told.waits() == 0) {
                return told.ended("accept/m2") ? new Wish.Pause("bob") : new Wish.None();
            }
            return told.looks() < 30 ? new Wish.Pause("bob") : new Wish.Continue("", "bob");
        });

        assertThat(result).isInstanceOf(RunResult.Completed.class);
        Event.WaitBegun wait = supervised.waits().getFirst();
        assertThat(supervised.waits()).hasSize(1);
        assertThat(wait.reason()).isEqualTo(WaitReason.PAUSED);
        assertThat(wait.steps().getFirst().value()).startsWith("accept/");
        assertThat(supervised.ends()).first().isEqualTo("continued by bob");
        assertThat(supervised.startsBetween(wait))
                .as("steps begun while it was paused")
                .isEmpty();
        assertThat(cluster.laws().violations()).isEmpty();
    }

    @Test
    void aPausedRunThatIsAbortedEndsWhereItRests() {
        RunResult result = supervised.run(GateMode.NONE, told -> {
            if (told.waits() == 0) {
                return told.ended("accept/m2") ? new Wish.Pause("bob") : new Wish.None();
            }
            return new Wish.Abort("bob");
        });

        assertThat(stopped(result).exitCode()).isEqualTo(5);
        assertThat(stopped(result).problems().getFirst().summary())
                .startsWith("the run was asked to end, by bob, and rests before accept/");
        assertThat(stopped(result).safeToWait()).startsWith("yes: the cluster is at a resting state");
    }

    @Test
    void anAbortedRunBringsTheStepInWorkToItsEnd() {
        RunResult result =
                supervised.run(GateMode.NONE, told -> told.restarted() ? new Wish.Abort("bob") : new Wish.None());

        assertThat(codes(result)).containsExactly(ErrorCode.STOPPED_BY_PERSON);
        assertThat(cluster.run().journal())
                .filteredOn(entry -> entry instanceof JournalEntry.Finished finished
                        && finished.step().value().startsWith("accept/"))
                .hasSize(1);
        assertThat(trial.apply(plan)).isInstanceOf(RunResult.Completed.class);
    }

    @Test
    void aPauseInTheCensusLetsTheQuietTimeBeginAnew() {
        cluster.faults().selfMovingClient("etcdctl/77", "", "");
        RunResult result = supervised.run(GateMode.NONE, told -> {
            if (told.waits() == 0) {
                return told.census() ? new Wish.Pause("bob") : new Wish.None();
            }
            return told.looks() < 5 ? new Wish.Pause("bob") : new Wish.Continue("", "bob");
        });

        assertThat(result).isInstanceOf(RunResult.Completed.class);
        assertThat(supervised.waits().getFirst().steps().getFirst().value()).startsWith("census/");
    }

    /** Nobody is at the terminal, and the run was told to wait: it does, and the yes of another terminal is journalled with its name. */
    @Test
    void aPostponedEnforceWaitsForContinueAndNamesWhoSaidYes() {
        cluster.run().think(Integer.MAX_VALUE);
        RunResult result = supervised.run(
                GateMode.NONE,
                told -> told.looks() < 20
                        ? new Wish.None()
                        : told.lastWait(WaitReason.CLOSE_PLAINTEXT)
                                .<Wish>map(name -> new Wish.Continue(name, "bob"))
                                .orElseGet(Wish.None::new));

        assertThat(result).isInstanceOf(RunResult.Completed.class);
        assertThat(cluster.run().journal())
                .filteredOn(entry -> entry instanceof JournalEntry.Consented)
                .singleElement()
                .isInstanceOfSatisfying(
                        JournalEntry.Consented.class,
                        yes -> assertThat(yes.by()).isEqualTo("bob"));
    }

    /** What was said to another question is no yes to this one. */
    @Test
    void aContinueThatNamesAnotherWaitAnswersNothing() {
        cluster.run().think(50);
        cluster.run().answer(question -> question instanceof Question.ClosePlaintext ? Answer.STOP : Answer.YES);
        RunResult result = supervised.run(GateMode.NONE, _ -> new Wish.Continue("phases/enforce@1", "bob"));

        assertThat(codes(result)).containsExactly(ErrorCode.STOPPED_BY_PERSON);
        assertThat(cluster.run().journal()).noneMatch(entry -> entry instanceof JournalEntry.Consented);
    }

    @Test
    void theYesIsAskedForAgainAfterAResume() {
        trial.applyUntil(
                plan,
                plan.steps().stream()
                        .filter(step -> step.phase() == Phase.ENFORCE)
                        .findFirst()
                        .orElseThrow()
                        .id()
                        .value());
        long before = supervised.closings();
        trial.apply(plan);

        assertThat(before).isEqualTo(1);
        assertThat(supervised.closings()).isEqualTo(2);
    }

    @Test
    void anAbortIsHeardWhileAQuestionStands() {
        cluster.run().think(Integer.MAX_VALUE);
        RunResult result = supervised.run(
                GateMode.NONE,
                told -> told.lastWait(WaitReason.CLOSE_PLAINTEXT).isPresent()
                        ? new Wish.Abort("bob")
                        : new Wish.None());

        assertThat(stopped(result).exitCode()).isEqualTo(5);
        assertThat(stopped(result).problems().getFirst().summary()).contains("asked to end, by bob");
    }

    /** A plaintext client that comes while the question stands is told, and the yes alone does not cut it. */
    @Test
    void aClientThatComesWhileTheQuestionStandsIsToldAndHoldsTheRun() {
        cluster.run().think(6);
        RunResult result = supervised.run(GateMode.NONE, told -> {
            if (told.lastWait(WaitReason.CLOSE_PLAINTEXT).isPresent() && told.once()) {
                cluster.faults().client("etcdctl/77", "", "");
            }
            return new Wish.None();
        });

        assertThat(codes(result)).containsExactly(ErrorCode.PLAINTEXT_CLIENT);
        assertThat(stopped(result).exitCode()).isEqualTo(3);
        assertThat(cluster.run().events())
                .anyMatch(event -> event instanceof Event.CensusTaken census
                        && census.plaintextClients().toString().contains("etcdctl/77"));
        assertThat(cluster.laws().violations()).isEmpty();
    }

    @Test
    void aRunThatLosesItsLockWhilePausedEnds() {
        RunResult result = supervised.run(GateMode.NONE, told -> {
            if (told.waits() == 1 && told.once()) {
                cluster.faults().loseLock();
            }
            return told.ended("accept/m2") ? new Wish.Pause("bob") : new Wish.None();
        });

        assertThat(codes(result)).containsExactly(ErrorCode.LOCK_LOST);
    }

    /** A wait for a person has an end, too. */
    @Test
    void aPauseThatNobodyEndsIsOverAfterAWeek() {
        RunResult result = supervised.run(GateMode.NONE, told -> {
            if (told.waits() == 1 && told.once()) {
                cluster.faults().pass(Duration.ofDays(8));
            }
            return told.ended("accept/m2") ? new Wish.Pause("bob") : new Wish.None();
        });

        assertThat(codes(result)).containsExactly(ErrorCode.CONSENT_MISSING);
        assertThat(stopped(result).exitCode()).isEqualTo(5);
    }

    @Test
    void everyGateSeesTheClusterAsItIsNow() {
        supervised.run(GateMode.STEP, _ -> new Wish.None());

        assertThat(cluster.run().healths()).hasSameSizeAs(cluster.run().questions());
        assertThat(cluster.run().healths()).allSatisfy(health -> {
            assertThat(health.serving()).isEqualTo(3);
            assertThat(health.needed()).isEqualTo(2);
            assertThat(health.leader()).isPresent();
        });
    }

    private static RunResult.Stopped stopped(RunResult result) {
        return result instanceof RunResult.Stopped stopped
                ? stopped
                : org.assertj.core.api.Assertions.fail("it did not stop: " + result);
    }

    private static List<ErrorCode> codes(RunResult result) {
        return stopped(result).problems().stream().map(Problem::code).toList();
    }
}
