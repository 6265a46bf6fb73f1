package dev.etcdtls.adapter.ssh;

import dev.etcdtls.model.Digest;
import dev.etcdtls.observation.HostFacts.Machine;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.TreeSet;

/** Reads the machine itself out of a report. */
final class MachineReading {
    private MachineReading() {}

    /**
     * @param hostKey of the connection
     * @param asked when the look was asked for, by the tool's clock
     * @param answered when its answer was there
     */
    static Machine of(HostReport report, Digest hostKey, Instant asked, Instant answered) {
        return new Machine(
                hostKey,
                clockOffset(report.all("clock"), asked, answered),
                new TreeSet<>(report.all("address")),
                new HashSet<>(report.all("tool")),
                report.first("free")
                        .filter(bytes -> bytes.matches("[0-9]{1,18}"))
                        .map(Long::parseLong)
                        .orElse(0L));
    }

    /** The host's clock is read at the begin and the end of the look: their middle lies in the middle of the round trip. */
    static Duration clockOffset(List<String> clocks, Instant asked, Instant answered) {
        if (clocks.isEmpty()) {
            return Duration.ZERO;
        }
        Instant begin = instant(clocks.getFirst());
        Instant there =
                begin.plus(Duration.between(begin, instant(clocks.getLast())).dividedBy(2));
        Instant here = asked.plus(Duration.between(asked, answered).dividedBy(2));
        return Duration.between(here, there);
    }

    /** Reads seconds since 1970 with a fraction, if {@code date} knows one. */
    static Instant instant(String seconds) {
        BigDecimal value = new BigDecimal(seconds.replaceAll("[^0-9.].*|\\.$", ""));
        long whole = value.longValue();
        return Instant.ofEpochSecond(
                whole,
                value.subtract(BigDecimal.valueOf(whole)).movePointRight(9).longValue());
    }
}
