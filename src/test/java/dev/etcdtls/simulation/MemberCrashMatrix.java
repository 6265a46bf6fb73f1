package dev.etcdtls.simulation;

import dev.etcdtls.engine.RunResult;
import dev.etcdtls.plan.Plan;
import dev.etcdtls.port.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One scenario, in which a host dies at each boundary, each time another one. The tool lives: it goes on, or it stops and says so. When the
 * host is back, resuming comes to the same end, and no tool has restarted a member more often than twice.
 */
final class MemberCrashMatrix {
    private static final int MOST_RESUMES = 3;

    private final ScenarioFolder scenario;
    private final Supplier<UnaryOperator<World>> tool;
    private final Plan plan;
    private final SortedMap<String, String> end;
    private final List<String> boundaries;

    enum Death {
        /** It starts again at once, with the files that lie on its disk at that moment. */
        REBOOT,
        /** It answers nobody until somebody has looked after it. */
        GONE_FOR_LONG
    }

    /** @param tool gives the tool's world; a mistake in it is to be found here */
    MemberCrashMatrix(ScenarioFolder scenario, Supplier<UnaryOperator<World>> tool) {
        this.scenario = scenario;
        this.tool = tool;
        Trial reference = scenario.trial();
        this.plan = reference.plan();
        if (!(reference.apply(plan) instanceof RunResult.Completed)) {
            throw new IllegalArgumentException(scenario + " does not come to its end undisturbed");
        }
        this.end = reference.cluster().endState();
        this.boundaries = reference.cluster().tool().boundaries();
    }

    /** Lets hosts die at each n-th boundary. */
    CrashMatrix.Outcome disturb(Death death, int every) {
        List<Integer> tried = IntStream.rangeClosed(1, boundaries.size())
                .filter(boundary -> boundary % every == 0)
                .boxed()
                .toList();
        List<String> broken = tried.parallelStream()
                .flatMap(boundary -> problems(death, boundary)
                        .map(problem -> "after '" + boundaries.get(boundary - 1) + "', host " + host(boundary) + ": "
                                + problem))
                .toList();
        return new CrashMatrix.Outcome(scenario.toString(), boundaries.size(), tried.size(), tried.size(), broken);
    }

    private String host(int boundary) {
        long members =
                end.keySet().stream().filter(key -> key.endsWith(" unit")).count();
        return "m" + (boundary % members + 1);
    }

    private Stream<String> problems(Death death, int boundary) {
        Trial trial = scenario.trial().with(tool.get());
        SimulatedCluster cluster = trial.cluster();
        String host = host(boundary);
        cluster.faults().at(boundary, () -> die(death, cluster, host));

        RunResult result = trial.apply(plan);
        for (int resume = 1; resume <= MOST_RESUMES && !(result instanceof RunResult.Completed); resume++) {
            comesBack(death, cluster, host);
            result = trial.apply(plan);
        }
        comesBack(death, cluster, host);

        List<String> problems = new ArrayList<>(cluster.laws().violations());
        if (!(result instanceof RunResult.Completed)) {
            problems.add("ended with " + result);
        }
        if (!cluster.endState().equals(end)) {
            problems.add("came to another end: " + cluster.endState());
        }
        cluster.members().stream()
                .filter(member -> restartsByTool(cluster, member) > 2)
                .forEach(member -> problems.add(member.name + " was restarted more than twice"));
        return problems.stream();
    }

    private static void die(Death death, SimulatedCluster cluster, String host) {
        switch (death) {
            case REBOOT -> cluster.faults().restart(host);
            case GONE_FOR_LONG -> cluster.faults().off(host);
        }
    }

    private static void comesBack(Death death, SimulatedCluster cluster, String host) {
        if (death == Death.GONE_FOR_LONG && cluster.faults().isDown(host)) {
            cluster.faults().on(host);
        }
        cluster.faults().pass(Duration.ofSeconds(5));
    }

    private static long restartsByTool(SimulatedCluster cluster, SimulatedMember member) {
        return cluster.effects().stream()
                .filter(effect -> effect.startsWith(member.host.name + ": restart "))
                .count();
    }
}
