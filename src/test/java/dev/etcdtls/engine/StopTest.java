package dev.etcdtls.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.etcdtls.codec.PlanCodec;
import dev.etcdtls.engine.action.Equipment;
import dev.etcdtls.engine.observe.LatestEndpoints;
import dev.etcdtls.journal.JournalEntry;
import dev.etcdtls.journal.Progress;
import dev.etcdtls.journal.SafeToWait;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.HostName;
import dev.etcdtls.model.Outcome;
import dev.etcdtls.model.Problem;
import dev.etcdtls.model.UnitName;
import dev.etcdtls.observation.EtcdService;
import dev.etcdtls.plan.Plan;
import dev.etcdtls.port.HostPorts;
import dev.etcdtls.port.Nothing;
import dev.etcdtls.port.Services;
import dev.etcdtls.port.Supervisor.Answer;
import dev.etcdtls.port.Supervisor.Question;
import dev.etcdtls.port.World;
import dev.etcdtls.simulation.SimulatedCluster;
import dev.etcdtls.simulation.Trial;
import dev.etcdtls.step.Phase;
import dev.etcdtls.step.StepId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A run that stops says where it stands, and its journal says the same afterwards. */
class StopTest {
    private final Trial trial = Trial.of(new SimulatedCluster(3));
    private final SimulatedCluster cluster = trial.cluster();
    private final Plan plan = trial.plan();

    @Test
    void aRunThatIsAskedToStopRestsBeforeTheNextStep() {
        AtomicInteger asked = new AtomicInteger();
        RunOptions options = new RunOptions(GateMode.ENFORCE, Optional.empty(), () -> asked.incrementAndGet() > 12);

        RunResult.Stopped stopped = stopped(cluster.world(), options, Writes.NONE);

        assertThat(codes(stopped)).containsExactly(ErrorCode.STOPPED_BY_PERSON);
        assertThat(stopped.exitCode()).isEqualTo(5);
        assertThat(stopped.safeToWait()).startsWith("yes: the cluster is at a resting state");
        assertThatTheJournalSaysTheSame(stopped);
    }

    @Test
    void closingPlaintextWithoutAnAnswerEndsWithFiveAndNothingClosed() {
        cluster.run().answer(_ -> Answer.NOBODY);

        RunResult.Stopped stopped = stopped(cluster.world(), options(GateMode.NONE), Writes.NONE);

        assertThat(stopped.step()).contains(enforceFirst());
        assertThat(codes(stopped)).containsExactly(ErrorCode.CONSENT_MISSING);
        assertThat(stopped.exitCode()).isEqualTo(5);
        assertThatTheJournalSaysTheSame(stopped);
    }

    @ParameterizedTest
    @CsvSource({"STEP, 27", "PHASE, 7", "ENFORCE, 1", "NONE, 1"})
    void gatesAskAsOftenAsTheirModeSays(GateMode mode, int questions) {
        RunResult result =
                migration(cluster.world(), options(mode), Writes.NONE).run(PlanCodec.digest(plan));

        assertThat(result).isInstanceOf(RunResult.Completed.class);
        assertThat(cluster.run().questions().stream()
                        .filter(question -> !(question instanceof Question.GoOnInconclusive))
                        .count())
                .isEqualTo(questions);
    }

    @Test
    void aDeclinedPhaseIsADeclinedRun() {
        cluster.run().answer(question -> question instanceof Question.EnterPhase ? Answer.STOP : Answer.YES);

        RunResult.Stopped stopped = stopped(cluster.world(), options(GateMode.PHASE), Writes.NONE);

        assertThat(codes(stopped)).containsExactly(ErrorCode.STOPPED_BY_PERSON);
        assertThat(stopped.safeToWait()).isEqualTo("yes: nothing was changed, the cluster is as it was found");
        assertThatTheJournalSaysTheSame(stopped);
    }

    @Test
    void aRestartThatFailsIsNothingToWaitIn() {
        World world = withoutRestarts(cluster.world());

        RunResult.Stopped stopped = stopped(world, options(GateMode.NONE), Writes.NONE);

        assertThat(stopped.safeToWait()).startsWith("no, not for long: accept/");
        assertThatTheJournalSaysTheSame(stopped);
    }

    @Test
    void aResumeThatIsRefusedDoesNotSayThatNothingWasChanged() {
        stopped(withoutRestarts(cluster.world()), options(GateMode.NONE), Writes.NONE);
        cluster.faults().alarm("NOSPACE", "m2");

        RunResult.Stopped refused = stopped(cluster.world(), options(GateMode.NONE), Writes.NONE);

        assertThat(refused.safeToWait()).startsWith("no, not for long: accept/");
    }

    @Test
    void aSpentBudgetHoldsBeforeTheNextStepAndNamesIt() {
        CountedWrites writes = new CountedWrites(2);

        RunResult.Stopped stopped = stopped(cluster.world(), options(GateMode.NONE), writes);

        assertThat(codes(stopped)).containsExactly(ErrorCode.ERROR_BUDGET_SPENT);
        assertThat(stopped.exitCode()).isEqualTo(3);
        assertThat(writes.disturbed).isEqualTo(2);
        assertThat(cluster.restarts("m1") + cluster.restarts("m2") + cluster.restarts("m3"))
                .isEqualTo(1);
        assertThat(stopped.figures()).containsEntry("disturbed", "2");
        assertThatTheJournalSaysTheSame(stopped);
    }

    @Test
    void aLostWriteAtTheEndIsNoCompletedRun() {
        CountedWrites writes = new CountedWrites(Integer.MAX_VALUE);
        writes.atTheEnd = List.of(new Problem(ErrorCode.WRITE_LOST, "cluster", "planted", "look"));

        RunResult.Stopped stopped = stopped(cluster.world(), options(GateMode.NONE), writes);

        assertThat(stopped.exitCode()).isEqualTo(4);
        assertThat(cluster.run().journal()).noneMatch(entry -> entry instanceof JournalEntry.Completed);
        assertThatTheJournalSaysTheSame(stopped);
    }

    @Test
    void everyDisturbingStepIsWrittenThrough() {
        CountedWrites writes = new CountedWrites(Integer.MAX_VALUE);

        RunResult result =
                migration(cluster.world(), options(GateMode.NONE), writes).run(PlanCodec.digest(plan));

        assertThat(result.figures()).containsEntry("disturbed", "6");
        assertThat(writes.closed).isTrue();
    }

    private void assertThatTheJournalSaysTheSame(RunResult.Stopped stopped) {
        Progress progress = Progress.of(cluster.run().journal());

        assertThat(SafeToWait.words(plan, progress)).isEqualTo(stopped.safeToWait());
        assertThat(cluster.run().journal().getLast())
                .satisfiesAnyOf(
                        entry -> assertThat(entry)
                                .isInstanceOfSatisfying(
                                        JournalEntry.Held.class,
                                        held -> assertThat(held.problems()).isEqualTo(stopped.problems())),
                        entry -> assertThat(entry)
                                .isInstanceOfSatisfying(
                                        JournalEntry.Failed.class,
                                        failed -> assertThat(failed.problems()).isEqualTo(stopped.problems())));
    }

    private RunResult.Stopped stopped(World world, RunOptions options, Writes writes) {
        RunResult result = migration(world, options, writes).run(PlanCodec.digest(plan));
        return result instanceof RunResult.Stopped stopped ? stopped : fail("it did not stop: " + result);
    }

    private Migration migration(World world, RunOptions options, Writes writes) {
        Equipment.Work work = new Equipment.Work(plan, cluster.inventory());
        return new Migration(world, work, new LatestEndpoints(), options, _ -> writes);
    }

    private StepId enforceFirst() {
        return plan.steps().stream()
                .filter(step -> step.phase() == Phase.ENFORCE)
                .findFirst()
                .orElseThrow()
                .id();
    }

    private static RunOptions options(GateMode mode) {
        return new RunOptions(mode, Optional.empty(), () -> false);
    }

    private static List<ErrorCode> codes(RunResult.Stopped stopped) {
        return stopped.problems().stream().map(Problem::code).toList();
    }

    private static World withoutRestarts(World world) {
        HostPorts hosts = world.hosts();
        Services refusing = new Services() {
            @Override
            public Outcome<Nothing> restart(HostName host, UnitName unit) {
                return new Outcome.Refused<>(new Problem(ErrorCode.STEP_FAILED, "hosts/" + host, "planted", "look"));
            }

            @Override
            public Outcome<Nothing> reload(HostName host) {
                return hosts.services().reload(host);
            }

            @Override
            public Outcome<Nothing> enableNow(HostName host, UnitName unit) {
                return hosts.services().enableNow(host, unit);
            }

            @Override
            public Outcome<Nothing> disableNow(HostName host, UnitName unit) {
                return hosts.services().disableNow(host, unit);
            }

            @Override
            public Outcome<Nothing> reloadUnit(HostName host, UnitName unit) {
                return hosts.services().reloadUnit(host, unit);
            }

            @Override
            public Outcome<EtcdService.Unit> state(HostName host, UnitName unit) {
                return hosts.services().state(host, unit);
            }

            @Override
            public Outcome<String> log(HostName host, UnitName unit, int lines) {
                return hosts.services().log(host, unit, lines);
            }
        };
        return new World(hosts.with(refusing), world.etcd(), world.issuer(), world.run(), world.pacer());
    }
}
