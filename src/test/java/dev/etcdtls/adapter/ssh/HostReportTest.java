package dev.etcdtls.adapter.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etcdtls.model.Digest;
import dev.etcdtls.observation.HostFacts.Machine;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class HostReportTest {
    private static final Digest KEY = Digest.of("key");

    @Test
    void aReportThatWasCutShortIsNone() {
        assertThat(HostReport.parse("clock 1.0\naddress 192.0.2.1\n")).isEmpty();
        assertThat(HostReport.parse("")).isEmpty();
    }

    @Test
    void packedTextComesBackAsItWas() {
        assertThat(HostReport.unpack(":")).isEmpty();
        assertThat(HostReport.unpack(":YQpi")).isEqualTo("a\nb");
        assertThat(HostReport.unpackWords(":YQBiIGMA")).containsExactly("a", "b c");
    }

    /** The look takes 0.4 s on the host; the host is three minutes ahead. */
    @Test
    void theClocksAreComparedInTheMiddleOfTheRoundTrip() {
        Instant asked = Instant.parse("2026-01-01T12:00:00Z");
        long there = asked.getEpochSecond() + 180;
        HostReport report = HostReport.parse(
                        "clock " + there + ".100000000\nfree 4096\nclock " + there + ".500000000\nend\n")
                .orElseThrow();

        Machine machine = MachineReading.of(report, KEY, asked, asked.plusMillis(600));

        assertThat(machine.clockOffset()).isEqualTo(Duration.ofMinutes(3));
        assertThat(machine.freeBytes()).isEqualTo(4096);
    }

    /** A date without nanoseconds prints the letter N. */
    @Test
    void aClockWithoutFractionIsReadToTheSecond() {
        HostReport report = HostReport.parse("clock 1767268800.N\nclock 1767268800.N\nend\n")
                .orElseThrow();
        Instant now = Instant.ofEpochSecond(1_767_268_800);

        assertThat(MachineReading.of(report, KEY, now, now).clockOffset()).isZero();
    }
}
