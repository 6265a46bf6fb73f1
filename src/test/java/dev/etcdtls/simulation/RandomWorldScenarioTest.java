package dev.etcdtls.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Seeded random worlds. {@code -Dseed=N} tries that one alone and tells its story, {@code -Dworlds=N} tries the first N. The throw-away
 * servers of a rehearsal start side by side: which of them is the n-th effect is not the seed's.
 */
class RandomWorldScenarioTest {
    private static final long MANY = 400;
    private static final long SOME = 60;

    @Test
    void everyWorldComesToMutualTlsAndNoLawIsBroken() {
        List<Long> seeds = seeds();

        List<String> broken = seeds.parallelStream()
                .flatMap(seed -> {
                    RandomWorld world = new RandomWorld(seed);
                    List<String> problems = world.problems();
                    if (seeds.size() == 1) {
                        System.out.println(world);
                    }
                    return problems.stream().map(problem -> problem + " (" + world + ")");
                })
                .toList();

        System.out.println("random worlds: seeds " + seeds.getFirst() + " to " + seeds.getLast());
        assertThat(broken).isEmpty();
    }

    private static List<Long> seeds() {
        Long one = Long.getLong("seed");
        if (one != null) {
            return List.of(one);
        }
        long worlds = Long.getLong("worlds", "all".equals(System.getProperty("crash")) ? MANY : SOME);
        return LongStream.range(0, worlds).boxed().toList();
    }
}
