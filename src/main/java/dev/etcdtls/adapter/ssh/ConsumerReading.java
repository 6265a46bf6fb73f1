package dev.etcdtls.adapter.ssh;

import dev.etcdtls.consumer.ConsumerDefaults;
import dev.etcdtls.inventory.ConsumerEntry;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.Outcome;
import dev.etcdtls.model.Problem;
import dev.etcdtls.model.UnitName;
import dev.etcdtls.observation.ConsumerFacts;
import dev.etcdtls.observation.ConsumerFacts.Program;
import dev.etcdtls.observation.ConsumerFacts.Running;
import dev.etcdtls.observation.ConsumerUnit;
import dev.etcdtls.observation.EtcdService;
import dev.etcdtls.observation.SourceFile;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads what {@code consumer-look.sh} printed.
 *
 * @param asked when the look was asked for, by the tool's clock
 * @param answered when its answer was there
 */
record ConsumerReading(ConsumerEntry consumer, HostReport report, Instant asked, Instant answered) {
    /** The facts; refused when systemd does not know the unit, or a file of it cannot be told whole. */
    Outcome<ConsumerFacts> read() {
        Optional<Problem> hidden = obstacle();
        if (hidden.isPresent()) {
            return new Outcome.Refused<>(hidden.get());
        }
        List<SourceFile> sources = SourceReading.sources(report, ConsumerDefaults.isStaticPod(consumer));
        return new Outcome.Done<>(new ConsumerFacts(
                ConsumerDefaults.unit(consumer).flatMap(this::unit),
                new Program(
                        report.first("program").orElse(""),
                        report.first("version").orElse(""),
                        report.first("running").filter("replaced"::equals).isPresent()),
                report.first("pid").map(Long::parseLong).map(this::running),
                sources,
                CertificateSetReading.of(report)));
    }

    private Optional<Problem> obstacle() {
        Optional<UnitName> unit = ConsumerDefaults.unit(consumer);
        if (unit.isPresent() && unit(unit.get()).isEmpty()) {
            String state = report.all("show").stream()
                    .filter(line -> line.startsWith("LoadState="))
                    .map(line -> line.substring("LoadState=".length()))
                    .findFirst()
                    .orElse("unknown");
            return Optional.of(unsupported(
                    "systemd has no unit " + unit.get() + " that it could start (" + state + ")",
                    "name its unit in the inventory, or make it known to systemd"));
        }
        if (report.first("running").filter("hidden"::equals).isPresent()) {
            return Optional.of(
                    HostProblems.processHidden(consumer.host(), consumer.name().toString()));
        }
        return SourceReading.untold(report)
                .map(why -> unsupported(why, "bring the file into a plain form and place, then plan again"));
    }

    private Problem unsupported(String summary, String nextAction) {
        return new Problem(ErrorCode.CONSUMER_UNSUPPORTED, "consumers/" + consumer.name(), summary, nextAction);
    }

    private Optional<ConsumerUnit> unit(UnitName name) {
        List<ConsumerUnit.Dependent> dependents = SourceReading.dependents(report, name);
        Optional<EtcdService.Unit> service = UnitReading.of(
                name,
                report.all("show"),
                dependents.stream()
                        .map(dependent -> dependent.unit().value())
                        .distinct()
                        .toList());
        return service.map(known -> new ConsumerUnit(known, dependents));
    }

    private Running running(long pid) {
        SortedMap<String, String> environment = new TreeMap<>();
        for (String word : HostReport.unpackWords(report.first("environ").orElse(":"))) {
            int equals = word.indexOf('=');
            if (equals > 0) {
                environment.put(word.substring(0, equals), word.substring(equals + 1));
            }
        }
        Duration ahead = MachineReading.clockOffset(report.all("clock"), asked, answered);
        return new Running(
                pid,
                HostReport.unpackWords(report.first("cmdline").orElse(":")),
                environment,
                MachineReading.instant(report.first("started").orElseThrow()).minus(ahead));
    }
}
