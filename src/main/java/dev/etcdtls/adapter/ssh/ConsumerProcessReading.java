package dev.etcdtls.adapter.ssh;

import dev.etcdtls.consumer.ClientFiles;
import dev.etcdtls.consumer.ClientSettings;
import dev.etcdtls.consumer.ConsumerProcess;
import dev.etcdtls.inventory.ConsumerEntry;
import dev.etcdtls.model.FilePath;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads what {@code consumer-process.sh} printed.
 *
 * @param asked when the look was asked for, by the tool's clock
 * @param answered when its answer was there
 */
record ConsumerProcessReading(ConsumerEntry consumer, HostReport report, Instant asked, Instant answered) {
    Optional<ConsumerProcess> read() {
        return report.first("pid").map(Long::parseLong).map(this::process);
    }

    private ConsumerProcess process(long pid) {
        List<String> arguments = HostReport.unpackWords(report.first("cmdline").orElse(":"));
        Map<String, String> environment = new HashMap<>();
        for (String word : HostReport.unpackWords(report.first("environ").orElse(":"))) {
            int equals = word.indexOf('=');
            if (equals > 0) {
                environment.put(word.substring(0, equals), word.substring(equals + 1));
            }
        }
        ClientSettings settings = ClientSettings.of(consumer, arguments, environment);
        return new ConsumerProcess(
                consumer.name(),
                pid,
                here(report.first("started").orElseThrow()),
                settings,
                certificatesSince(settings.files()));
    }

    /** Empty unless all three files are there. */
    private Optional<Instant> certificatesSince(ClientFiles files) {
        Map<String, Instant> since = new HashMap<>();
        for (String line : report.all("since")) {
            String[] words = line.split(" ", 2);
            since.put(words[1], here(words[0]));
        }
        List<Instant> all = Stream.of(files.ca(), files.certificate(), files.key())
                .flatMap(Optional::stream)
                .map(FilePath::value)
                .map(since::get)
                .filter(Objects::nonNull)
                .toList();
        return all.size() == 3 ? all.stream().max(Instant::compareTo) : Optional.empty();
    }

    /** An instant of the host's clock by the tool's. */
    private Instant here(String seconds) {
        Duration ahead = MachineReading.clockOffset(report.all("clock"), asked, answered);
        return MachineReading.instant(seconds).minus(ahead);
    }
}
