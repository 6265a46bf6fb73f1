package dev.etcdtls.engine.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class StallClockTest {
    private final StallClock clock = new StallClock(Duration.ofMillis(400));

    @Test
    void betweenOperationsInCloseSuccessionTheTimeCounts() {
        acknowledge(0, 10);
        acknowledge(210, 220);

        assertThat(clock.longest(at(300))).isEqualTo(Duration.ofMillis(210));
    }

    @Test
    void aPauseInWhichNothingIsTriedDoesNotCount() {
        acknowledge(0, 10);
        acknowledge(10_000, 10_030);

        assertThat(clock.longest(at(20_000))).isEqualTo(Duration.ofMillis(30));
    }

    @Test
    void failedOperationsMakeOneLongGap() {
        acknowledge(0, 10);
        clock.tryBegins(at(200));
        clock.tryBegins(at(3_200));
        acknowledge(6_200, 6_210);

        assertThat(clock.longest(at(6_300))).isEqualTo(Duration.ofMillis(6_200));
    }

    @Test
    void aGapThatIsStillOpenCounts() {
        acknowledge(0, 10);
        clock.tryBegins(at(200));

        assertThat(clock.longest(at(1_500))).isEqualTo(Duration.ofMillis(1_490));
    }

    @Test
    void restEndsAnOpenGap() {
        clock.tryBegins(at(0));
        clock.rests(at(700));
        acknowledge(10_000, 10_010);

        assertThat(clock.longest(at(10_010))).isEqualTo(Duration.ofMillis(700));
    }

    @Test
    void onlyGapsOfTheLastSecondsAreRecent() {
        acknowledge(0, 900);
        acknowledge(1_000, 1_050);

        assertThat(clock.recent(at(2_000))).isEqualTo(Duration.ofMillis(900));
        assertThat(clock.recent(at(5_901))).isEqualTo(Duration.ofMillis(150));
        assertThat(clock.longest(at(60_000))).isEqualTo(Duration.ofMillis(900));
    }

    @Test
    void whatIsForgivenStaysMeasured() {
        acknowledge(0, 1_400);
        clock.forgive();
        acknowledge(10_000, 10_020);

        assertThat(clock.longestSinceForgiven(at(10_020))).isEqualTo(Duration.ofMillis(20));
        assertThat(clock.longest(at(10_020))).isEqualTo(Duration.ofMillis(1_400));
    }

    private void acknowledge(long begin, long end) {
        clock.tryBegins(at(begin));
        clock.acknowledged(at(end));
    }

    private static Instant at(long millis) {
        return Instant.ofEpochMilli(millis);
    }
}
