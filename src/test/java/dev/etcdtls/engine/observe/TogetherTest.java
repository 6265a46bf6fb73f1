package dev.etcdtls.engine.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class TogetherTest {
    private static final List<Integer> TWELVE = IntStream.range(0, 12).boxed().toList();

    /** Four must be at it for any of them to go on, and a fifth is seen. */
    @Test
    void soManyAreAskedAtATimeAndNoMore() {
        CyclicBarrier four = new CyclicBarrier(4);
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();

        List<Integer> answers = Together.ask(TWELVE, 4, one -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            await(four);
            now.decrementAndGet();
            return one;
        });

        assertThat(answers).isEqualTo(TWELVE);
        assertThat(most).hasValue(4);
    }

    @Test
    void theFirstExceptionIsThrownWhenAllHaveEnded() {
        AtomicInteger ended = new AtomicInteger();

        assertThatThrownBy(() -> Together.ask(TWELVE, 4, one -> {
                    ended.incrementAndGet();
                    if (one == 3) {
                        throw new IllegalArgumentException("three");
                    }
                    return one;
                }))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("three");
        assertThat(ended).hasValue(12);
    }

    private static void await(CyclicBarrier barrier) {
        try {
            var unused = barrier.await(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
