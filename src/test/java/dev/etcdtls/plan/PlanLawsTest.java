package dev.etcdtls.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etcdtls.guard.StepDone;
import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.step.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every plan of every cluster: seeded worlds, whose seed is the name of the test. */
class PlanLawsTest {
    private static final int WORLDS = 60;

    record World(long seed, ClusterObservation seen, Plan plan) {
        static World of(long seed) {
            ClusterObservation seen = RandomClusters.of(new Random(seed));
            return new World(seed, seen, Planning.plan(seen));
        }

        @Override
        public String toString() {
            return "seed " + seed + ", " + seen.members().size() + " members";
        }
    }

    static Stream<World> worlds() {
        return IntStream.range(0, WORLDS).mapToObj(World::of);
    }

    @ParameterizedTest
    @MethodSource("worlds")
    void planningAfterAnyPrefixGivesTheRest(World world) {
        List<Step> steps = world.plan().steps();
        ClusterObservation state = world.seen();
        for (int done = 0; done <= steps.size(); done++) {
            List<Step> again = replan(world, state);
            List<Step> rest = steps.subList(done, steps.size());

            assertThat(withTrace(again)).as("after %s steps", done).isEqualTo(withTrace(rest));
            assertThat(again)
                    .as("after %s steps: nothing that the plan did not have", done)
                    .isSubsetOf(steps);
            if (withTrace(rest).isEmpty()) {
                assertThat(again).isEmpty();
            } else {
                assertThat(again).as("after %s steps", done).containsAll(stillNeeded(rest));
            }
            if (done < steps.size()) {
                state = Prediction.after(state, steps.get(done));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("worlds")
    void aStepIsDoneAfterItselfAndStaysDone(World world) {
        ClusterObservation state = world.seen();
        List<Step> done = new ArrayList<>();
        for (Step step : world.plan().steps()) {
            if (StepDone.leavesTrace(step)) {
                assertThat(StepDone.isDone(step, state))
                        .as("%s before", step.id())
                        .isFalse();
                state = Prediction.after(state, step);
                done.add(step);
            }
            ClusterObservation now = state;
            assertThat(done)
                    .allSatisfy(earlier -> assertThat(StepDone.isDone(earlier, now))
                            .as("%s after %s", earlier.id(), step.id())
                            .isTrue());
        }
    }

    @ParameterizedTest
    @MethodSource("worlds")
    void everyStateOfEveryStepIsSafe(World world) {
        assertThat(PlanCheck.check(world.seen(), world.plan())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("worlds")
    void everyMemberAcceptsBeforeAnyEnforcesAndTheLeaderIsLast(World world) {
        List<Step> steps = world.plan().steps();
        int lastAccept = last(steps, Step.AcceptTls.class);
        int firstEnforce = IntStream.range(0, steps.size())
                .filter(at -> steps.get(at) instanceof Step.EnforceTls)
                .findFirst()
                .orElse(steps.size());

        assertThat(lastAccept).isLessThan(firstEnforce);
        assertThat(world.plan().header().order().getLast())
                .isEqualTo(world.seen().leader().orElseThrow());
    }

    @ParameterizedTest
    @MethodSource("worlds")
    void atTheEndNothingSpeaksPlaintext(World world) {
        ClusterObservation end = Planning.after(world.seen(), world.plan().steps());

        assertThat(end.members()).allSatisfy(member -> {
            assertThat(member.membership().peerUrls()).allMatch(url -> url.isHttps());
            assertThat(member.membership().clientUrls()).allMatch(url -> url.isHttps());
            var running = end.service(member.host().orElseThrow()).orElseThrow().running();
            assertThat(running.listenClientUrls()).allMatch(url -> url.isHttps());
            assertThat(running.listenPeerUrls()).allMatch(url -> url.isHttps());
        });
    }

    @ParameterizedTest
    @MethodSource("worlds")
    void onlyTheSchemeOfAPeerUrlChanges(World world) {
        assertThat(world.plan().steps()).allSatisfy(step -> {
            if (step instanceof Step.EnforceTls enforce) {
                assertThat(enforce.httpsUrls())
                        .extracting(url -> url.authority())
                        .isEqualTo(
                                world
                                        .seen()
                                        .member(enforce.target().id())
                                        .orElseThrow()
                                        .membership()
                                        .peerUrls()
                                        .stream()
                                        .map(url -> url.authority())
                                        .distinct()
                                        .toList());
            }
        });
    }

    private static List<Step> replan(World world, ClusterObservation state) {
        PlanOptions options = world.plan().header().options();
        return Planning.plan(ObservedClusters.inventory(state.members().size()), state, options)
                .steps();
    }

    private static List<Step> withTrace(List<Step> steps) {
        return steps.stream().filter(StepDone::leavesTrace).toList();
    }

    /** Steps without trace that serve later ones must come again; which of them do is {@link Planner}'s business. */
    private static List<Step> stillNeeded(List<Step> rest) {
        return rest.stream()
                .filter(step -> !(step instanceof Step.RemoveLeftovers))
                .toList();
    }

    private static int last(List<Step> steps, Class<? extends Step> kind) {
        return IntStream.range(0, steps.size())
                .filter(at -> kind.isInstance(steps.get(at)))
                .max()
                .orElse(-1);
    }
}
