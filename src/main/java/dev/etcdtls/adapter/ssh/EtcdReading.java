package dev.etcdtls.adapter.ssh;

import dev.etcdtls.config.ConfigStyle;
import dev.etcdtls.config.EffectiveSettings;
import dev.etcdtls.config.EnvironmentText;
import dev.etcdtls.config.EtcdSettings;
import dev.etcdtls.config.StartCommand;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.EtcdVersion;
import dev.etcdtls.model.FilePath;
import dev.etcdtls.model.HostName;
import dev.etcdtls.model.Outcome;
import dev.etcdtls.model.Problem;
import dev.etcdtls.model.UnitName;
import dev.etcdtls.observation.EtcdService;
import dev.etcdtls.observation.EtcdService.Program;
import dev.etcdtls.observation.EtcdService.Unit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reads the etcd service of a host out of a report: the settings of the running process, and those that the files in force would give it
 * at its next start. systemd puts the environment together in this order, the later counts: the manager's own, {@code Environment=}, the
 * environment files in their order.
 */
final class EtcdReading {
    private final HostName host;
    private final HostReport report;

    EtcdReading(HostName host, HostReport report) {
        this.host = host;
        this.report = report;
    }

    /** The service; none on a host without one; refused when it is none that this tool can change. */
    Outcome<Optional<EtcdService>> read() {
        Optional<Problem> unknown = EtcdStyle.unknownService(host, report);
        if (unknown.isPresent()) {
            return new Outcome.Refused<>(unknown.get());
        }
        Optional<Unit> unit = report.first("unit")
                .flatMap(name -> UnitReading.of(new UnitName(name), report.all("show"), report.all("dependent")));
        return unit.isEmpty() ? new Outcome.Done<>(Optional.empty()) : service(unit.get());
    }

    private Outcome<Optional<EtcdService>> service(Unit unit) {
        List<EnvironmentFileSeen> files =
                report.all("file").stream().map(EnvironmentFileSeen::parse).toList();
        List<String> command = BusText.command(report.first("bus", "ExecStart").orElse(""));
        Map<String, String> nextEnvironment = environment(files);
        List<String> nextWords =
                StartCommand.expand(command.subList(Math.min(1, command.size()), command.size()), nextEnvironment);
        EtcdSettings next = EffectiveSettings.of(nextWords, nextEnvironment);
        Optional<String> proxy =
                PeerProxy.variable(runningEnvironment(), running()).or(() -> PeerProxy.variable(nextEnvironment, next));
        if (proxy.isPresent()) {
            return new Outcome.Refused<>(proxied(proxy.get(), unit));
        }
        EtcdStyle style = new EtcdStyle(host, unit, command.isEmpty() ? "" : command.getFirst());
        return style.of(files, nextWords, nextEnvironment)
                .then(file -> program(style)
                        .then(program -> new Outcome.Done<>(Optional.of(new EtcdService(
                                unit,
                                program,
                                new ConfigStyle.EnvironmentFile(new FilePath(file.path())),
                                running(),
                                next,
                                file.content())))));
    }

    private Outcome<Program> program(EtcdStyle style) {
        String running = report.first("running").orElse("same");
        if (running.equals("hidden")) {
            return new Outcome.Refused<>(HostProblems.processHidden(host, "etcd"));
        }
        String said = report.first("version")
                .orElse("")
                .replaceFirst("^etcd Version: *", "")
                .strip();
        try {
            return new Outcome.Done<>(
                    new Program(style.program(), EtcdVersion.parse(said), running.equals("replaced")));
        } catch (IllegalArgumentException _) {
            return new Outcome.Refused<>(HostProblems.of(
                    ErrorCode.UNSUPPORTED_CLUSTER,
                    host,
                    "`" + style.program() + " --version` did not say a version",
                    "run it on the host; it must be an etcd server"));
        }
    }

    private EtcdSettings running() {
        List<String> words =
                report.first("cmdline").map(HostReport::unpackWords).orElse(List.of());
        if (words.isEmpty()) {
            return new EtcdSettings(new TreeMap<>());
        }
        return EffectiveSettings.of(words, runningEnvironment());
    }

    /** {@code ETCD_*}, and what sets a proxy. */
    private Map<String, String> runningEnvironment() {
        Map<String, String> environment = new LinkedHashMap<>();
        for (String variable :
                report.first("environ").map(HostReport::unpackWords).orElse(List.of())) {
            int equals = variable.indexOf('=');
            environment.put(variable.substring(0, equals), variable.substring(equals + 1));
        }
        return environment;
    }

    private Problem proxied(String variable, Unit unit) {
        return HostProblems.of(
                ErrorCode.CONFIGURATION_CONFLICT,
                host,
                variable + " in the environment of " + unit.name()
                        + " would send etcd's https connections to its peers through a proxy",
                "name the members' addresses in its NO_PROXY, or take " + variable
                        + " away, and restart etcd; then plan again");
    }

    private Map<String, String> environment(List<EnvironmentFileSeen> files) {
        Map<String, String> environment =
                new LinkedHashMap<>(EnvironmentText.parse(String.join("\n", report.all("manager"))));
        environment.putAll(
                BusText.assignments(report.first("bus", "Environment").orElse("")));
        files.forEach(
                file -> environment.putAll(EnvironmentText.parse(file.content().text())));
        return environment;
    }
}
