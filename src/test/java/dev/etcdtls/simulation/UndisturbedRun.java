package dev.etcdtls.simulation;

import dev.etcdtls.engine.RunResult;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.Problem;
import dev.etcdtls.plan.Plan;
import java.util.List;
import java.util.SortedMap;

/**
 * A scenario's run that nobody disturbed: what each disturbed one is measured by.
 *
 * @param boundaries lines of the journal, effects and files of the run, in their order
 * @param effects those of them that change the cluster
 * @param end what the cluster is in the end
 * @param starts of each member
 * @param stop why it stopped; empty when it completed
 */
record UndisturbedRun(
        Plan plan,
        List<String> boundaries,
        List<String> effects,
        SortedMap<String, String> end,
        List<Integer> starts,
        List<ErrorCode> stop) {

    static UndisturbedRun of(ScenarioFolder scenario) {
        Trial trial = scenario.trial();
        Plan plan = trial.plan();
        RunResult result = trial.apply(plan);
        SimulatedCluster cluster = trial.cluster();
        return new UndisturbedRun(
                plan,
                cluster.tool().boundaries(),
                cluster.effects(),
                cluster.endState(),
                starts(cluster),
                stop(result));
    }

    /** What the cluster notices of a run, in the order in which it was done. */
    static List<String> noticed(List<String> effects) {
        return effects.stream()
                .filter(effect -> effect.contains(": restart ")
                        || effect.startsWith("member update ")
                        || effect.startsWith("move leader "))
                .toList();
    }

    /** Why a run stopped; empty when it completed. */
    static List<ErrorCode> stop(RunResult result) {
        return switch (result) {
            case RunResult.Completed _ -> List.of();
            case RunResult.Stopped stopped ->
                stopped.problems().stream().map(Problem::code).toList();
            case RunResult.Reached _ -> throw new IllegalStateException("no scenario stops at a phase");
        };
    }

    static List<Integer> starts(SimulatedCluster cluster) {
        return cluster.members().stream().map(member -> member.host.starts).toList();
    }
}
