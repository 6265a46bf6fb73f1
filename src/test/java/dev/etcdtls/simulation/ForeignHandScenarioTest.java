package dev.etcdtls.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etcdtls.engine.RunResult;
import dev.etcdtls.model.HostName;
import dev.etcdtls.plan.Plan;
import dev.etcdtls.port.HostFile;
import dev.etcdtls.port.World;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Another person changes something of m3 at a boundary of a run. What was changed is not put in force, not written over and not built upon;
 * the run stops and says so, and comes to its end when it was taken back. {@code -Dcrash=all} tries every boundary.
 */
class ForeignHandScenarioTest {
    private static final ScenarioFolder THREE = ScenarioFolder.named("three-members");
    private static final String HOST = "m3";
    private static final String LINE = "ETCD_SNAPSHOT_COUNT=50000\n";
    private static final int EVERY = "all".equals(System.getProperty("crash")) ? 1 : 3;

    private final Trial reference = THREE.trial();
    private final RunResult undisturbed = reference.apply(reference.plan());
    private final List<String> boundaries = reference.cluster().tool().boundaries();
    private final SortedMap<String, String> end = reference.cluster().endState();

    @Test
    void aForeignEditIsNeitherPutInForceNorOverwritten() {
        assertThat(undisturbed).isInstanceOf(RunResult.Completed.class);

        List<String> broken = boundaries()
                .flatMap(boundary -> afterAnEdit(boundary, UnaryOperator.identity()))
                .toList();

        assertThat(broken).isEmpty();
    }

    @Test
    void aToolThatDoesNotSeeForeignLinesIsFound() {
        int edited = boundaries.indexOf("m3: write /etc/default/etcd") + 1;

        assertThat(afterAnEdit(edited - 1, Blindness.blindToForeignLines(LINE)))
                .anyMatch(problem -> problem.contains("the foreign line was overwritten"));
        assertThat(afterAnEdit(edited, Blindness.blindToForeignLines(LINE)))
                .anyMatch(problem -> problem.contains("the foreign line was put in force"));
    }

    @Test
    void aForeignUpdateOfAMemberStopsTheRun() {
        List<String> broken = boundaries().flatMap(this::afterAnUpdate).toList();

        assertThat(broken).isEmpty();
    }

    private Stream<Integer> boundaries() {
        return IntStream.rangeClosed(1, boundaries.size())
                .filter(boundary -> boundary % EVERY == 0)
                .boxed()
                .parallel();
    }

    private Stream<String> afterAnEdit(int boundary, UnaryOperator<World> tool) {
        Trial trial = THREE.trial().with(tool);
        SimulatedCluster cluster = trial.cluster();
        SimulatedHost host = cluster.host(new HostName(HOST));
        Plan plan = trial.plan();
        List<HostFile> before = new ArrayList<>();
        cluster.faults().at(boundary, () -> {
            HostFile file = host.files.read(SimulatedHost.CONFIGURATION.value()).orElseThrow();
            before.add(file);
            host.files.write(
                    SimulatedHost.CONFIGURATION.value(), new HostFile(file.text() + LINE, file.owner(), file.mode()));
        });

        RunResult result = trial.apply(plan);

        List<String> problems = new ArrayList<>();
        if (!host.configuration().contains(LINE)) {
            problems.add("the foreign line was overwritten");
        }
        cluster.memberOn(host.name)
                .filter(member -> member.running().get("snapshot-count").isPresent())
                .ifPresent(_ -> problems.add("the foreign line was put in force"));
        if (result instanceof RunResult.Completed && restartsAfter(boundary)) {
            problems.add("the run went on as if nothing had been");
        }
        host.files.write(SimulatedHost.CONFIGURATION.value(), before.getFirst());
        return Stream.concat(problems.stream(), takenUp(trial, plan)).map(problem -> words(boundary, problem));
    }

    private Stream<String> afterAnUpdate(int boundary) {
        Trial trial = THREE.trial();
        SimulatedCluster cluster = trial.cluster();
        Plan plan = trial.plan();
        SimulatedMember member = cluster.memberOn(new HostName(HOST)).orElseThrow();
        List<String> before = new ArrayList<>();
        cluster.faults().at(boundary, () -> {
            cluster.network.raft.peerUrls.getOrDefault(member.id, List.of()).forEach(url -> before.add(url.toString()));
            List<String> both = new ArrayList<>(before);
            both.add("http://198.51.100.13:12380");
            cluster.faults().peerUrls(HOST, both.toArray(String[]::new));
        });

        RunResult result = trial.apply(plan);

        List<String> problems = new ArrayList<>();
        boolean kept = cluster.network.raft.peerUrls.getOrDefault(member.id, List.of()).stream()
                .anyMatch(url -> url.authority().port() == 12_380);
        if (!kept) {
            problems.add("the foreign URL was taken away");
        }
        if (result instanceof RunResult.Completed && restartsAfter(boundary)) {
            problems.add("the run went on as if nothing had been");
        }
        cluster.faults().peerUrls(HOST, before.toArray(String[]::new));
        return Stream.concat(problems.stream(), takenUp(trial, plan)).map(problem -> words(boundary, problem));
    }

    /** Whether m3 is restarted after the boundary in a run that nobody disturbs. */
    private boolean restartsAfter(int boundary) {
        return boundaries.subList(boundary, boundaries.size()).stream()
                .anyMatch(effect -> effect.startsWith(HOST + ": restart "));
    }

    private Stream<String> takenUp(Trial trial, Plan plan) {
        trial.cluster().faults().pass(CrashMatrix.RESUMED_AFTER);
        RunResult result = trial.apply(plan);
        List<String> problems = new ArrayList<>();
        if (!(result instanceof RunResult.Completed)) {
            problems.add("resume ended with " + result);
        }
        if (!trial.cluster().endState().equals(end)) {
            problems.add("another end: " + trial.cluster().endState());
        }
        trial.cluster().laws().violations().stream()
                .filter(law -> !law.startsWith("L5: the configuration of " + HOST))
                .forEach(problems::add);
        return problems.stream();
    }

    private String words(int boundary, String problem) {
        return "after '" + boundaries.get(boundary - 1) + "': " + problem;
    }
}
