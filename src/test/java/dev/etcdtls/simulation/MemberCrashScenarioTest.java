package dev.etcdtls.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etcdtls.engine.RunResult;
import dev.etcdtls.plan.Plan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A host dies at each boundary of a run, each time another of the three. The tool lives: it goes on, or it stops and says so. When the host
 * is back, resuming comes to the same end, and no tool has restarted a member more often than in a run that nobody disturbed.
 */
class MemberCrashScenarioTest {
    private static final String SCENARIO = "three-members";
    private static final int MOST_RESUMES = 3;

    /** No multiple of the number of members, so that each of them dies early and late; {@code -Dcrash=all} tries every boundary. */
    private static final int EVERY = 4;

    enum Death {
        /** It starts again at once, with the files that lie on its disk at that moment. */
        REBOOT,
        /** It answers nobody until somebody has looked after it. */
        GONE_FOR_LONG
    }

    @ParameterizedTest
    @EnumSource
    void aHostThatDiesAnywhereEndsNothing(Death death) {
        Trial reference = ScenarioFolder.named(SCENARIO).trial();
        assertThat(reference.apply(reference.plan())).isInstanceOf(RunResult.Completed.class);
        SortedMap<String, String> end = reference.cluster().endState();
        List<String> boundaries = reference.cluster().tool().boundaries();

        List<String> broken = IntStream.rangeClosed(1, boundaries.size())
                .filter(boundary -> "all".equals(System.getProperty("crash")) || boundary % EVERY == 0)
                .boxed()
                .parallel()
                .flatMap(boundary -> problems(death, boundary, end)
                        .map(problem -> "after '" + boundaries.get(boundary - 1) + "', host m" + number(boundary) + ": "
                                + problem))
                .toList();

        assertThat(broken).isEmpty();
    }

    private static int number(int boundary) {
        return boundary % 3 + 1;
    }

    private static Stream<String> problems(Death death, int boundary, SortedMap<String, String> end) {
        Trial trial = ScenarioFolder.named(SCENARIO).trial();
        SimulatedCluster cluster = trial.cluster();
        String host = "m" + number(boundary);
        Plan plan = trial.plan();
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
            case GONE_FOR_LONG -> {
                cluster.faults().down(host);
                cluster.faults().unreachable(host);
            }
        }
    }

    private static void comesBack(Death death, SimulatedCluster cluster, String host) {
        if (death == Death.GONE_FOR_LONG && cluster.faults().isDown(host)) {
            cluster.faults().reachable(host);
            cluster.faults().up(host);
        }
        cluster.faults().pass(Duration.ofSeconds(5));
    }

    private static long restartsByTool(SimulatedCluster cluster, SimulatedMember member) {
        return cluster.effects().stream()
                .filter(effect -> effect.startsWith(member.host.name + ": restart "))
                .count();
    }
}
