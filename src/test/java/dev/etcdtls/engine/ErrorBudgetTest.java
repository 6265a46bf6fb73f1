package dev.etcdtls.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etcdtls.codec.PlanCodec;
import dev.etcdtls.engine.action.Equipment;
import dev.etcdtls.engine.observe.LatestEndpoints;
import dev.etcdtls.event.Event;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.Problem;
import dev.etcdtls.plan.Plan;
import dev.etcdtls.port.Supervisor.Answer;
import dev.etcdtls.port.Supervisor.Question;
import dev.etcdtls.simulation.SimulatedCluster;
import dev.etcdtls.simulation.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What clients have to bear throttles a run, then holds it, then ends it at a resting state. */
class ErrorBudgetTest {
    private static final Problem STALL =
            new Problem(ErrorCode.ERROR_BUDGET_SPENT, "cluster", "a client waited 1400 ms", "look");
    private static final Problem LOST = new Problem(ErrorCode.WRITE_LOST, "cluster", "a write is lost", "look");

    private final Trial trial = Trial.of(new SimulatedCluster(3));
    private final SimulatedCluster cluster = trial.cluster();
    private final Plan plan = trial.plan();
    private final Borne borne = new Borne();

    @Test
    void aStrainThatPassesOnlySlowsTheRunDown() {
        borne.strained = 7;

        assertThat(run()).isInstanceOf(RunResult.Completed.class);
        assertThat(told()).anyMatch(fact -> fact.startsWith("throttled: clients wait"));
        assertThat(budgetQuestions()).isZero();
    }

    @Test
    void aStrainThatDoesNotPassHoldsBeforeTheFirstRestart() {
        borne.strained = Integer.MAX_VALUE;
        cluster.run().answer(question -> question instanceof Question.GoOnOverBudget ? Answer.NOBODY : Answer.YES);

        RunResult result = run();

        assertThat(codes(result)).containsExactly(ErrorCode.ERROR_BUDGET_SPENT);
        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(cluster.effects()).noneMatch(effect -> effect.contains("restart"));
    }

    @Test
    void aYesCountsTheBudgetAnewAndTheRunGoesOn() {
        borne.spent.add(STALL);

        assertThat(run()).isInstanceOf(RunResult.Completed.class);
        assertThat(borne.forgiven).isEqualTo(1);
        assertThat(budgetQuestions()).isEqualTo(1);
        assertThat(told()).contains("goes on although the budget was spent, by ada; it is counted anew");
    }

    @Test
    void aNoEndsTheRunAtARestingState() {
        borne.spent.add(STALL);
        cluster.run().answer(question -> question instanceof Question.GoOnOverBudget ? Answer.STOP : Answer.YES);

        RunResult result = run();

        assertThat(codes(result)).containsExactly(ErrorCode.ERROR_BUDGET_SPENT, ErrorCode.STOPPED_BY_PERSON);
        assertThat(result)
                .isInstanceOfSatisfying(
                        RunResult.Stopped.class,
                        stopped -> assertThat(stopped.safeToWait()).startsWith("yes"));
    }

    @Test
    void aLostWriteIsNeverAskedAbout() {
        borne.spent.add(STALL);
        borne.spent.add(LOST);

        assertThat(codes(run())).contains(ErrorCode.WRITE_LOST);
        assertThat(budgetQuestions()).isZero();
    }

    private RunResult run() {
        Equipment.Work work = new Equipment.Work(plan, cluster.inventory());
        return new Migration(
                        cluster.world(),
                        work,
                        new LatestEndpoints(),
                        new RunOptions(GateMode.NONE, Optional.empty(), () -> false),
                        _ -> borne)
                .run(PlanCodec.digest(plan));
    }

    private List<String> told() {
        return cluster.run().events().stream()
                .flatMap(event -> event instanceof Event.StepProgress progress
                        ? java.util.stream.Stream.of(progress.fact())
                        : java.util.stream.Stream.empty())
                .toList();
    }

    private long budgetQuestions() {
        return cluster.run().questions().stream()
                .filter(question -> question instanceof Question.GoOnOverBudget)
                .count();
    }

    private static List<ErrorCode> codes(RunResult result) {
        return result instanceof RunResult.Stopped stopped
                ? stopped.problems().stream().map(Problem::code).toList()
                : List.of();
    }

    /** Writes whose figures are planted. */
    private static final class Borne implements Writes {
        private final List<Problem> spent = new ArrayList<>();
        private int strained;
        private int forgiven;

        @Override
        public void disturbing() {}

        @Override
        public void quiet() {}

        @Override
        public List<Problem> problems() {
            return List.copyOf(spent);
        }

        @Override
        public Optional<String> strain() {
            return strained-- > 0 ? Optional.of("clients wait") : Optional.empty();
        }

        @Override
        public void forgive() {
            forgiven++;
            spent.clear();
        }

        @Override
        public SortedMap<String, String> figures() {
            return new TreeMap<>();
        }

        @Override
        public List<Problem> finish() {
            return List.of();
        }

        @Override
        public void close() {}
    }
}
