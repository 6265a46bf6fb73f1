package dev.etcdtls.engine.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RunningClockTest {
    private final HandClock real = new HandClock();
    private final RunningClock clock = new RunningClock(real);
    private final Instant begun = clock.now();

    @Test
    void runsWhileTheProcessRuns() {
        beats(20);

        assertThat(clock.now()).isEqualTo(begun.plusMillis(1_000));
        assertThat(clock.stoodStill()).isZero();
    }

    @Test
    void doesNotRunWhileTheProcessStandsStill() {
        beats(2);
        real.pause(Duration.ofMillis(1_550));

        assertThat(clock.now()).isEqualTo(begun.plusMillis(150));
        beats(1);
        assertThat(clock.now()).isEqualTo(begun.plusMillis(150));
        assertThat(clock.stoodStill()).isEqualTo(Duration.ofMillis(1_550));
    }

    @Test
    void forgivesASmallDelay() {
        real.pause(Duration.ofMillis(65));
        clock.tick();

        assertThat(clock.now()).isEqualTo(begun.plusMillis(65));
    }

    private void beats(int times) {
        for (int beat = 0; beat < times; beat++) {
            real.pause(Duration.ofMillis(50));
            clock.tick();
        }
    }
}
