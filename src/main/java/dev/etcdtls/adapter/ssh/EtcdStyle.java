package dev.etcdtls.adapter.ssh;

import dev.etcdtls.config.EffectiveSettings;
import dev.etcdtls.config.EnvironmentText;
import dev.etcdtls.config.VariablePrefix;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.HostName;
import dev.etcdtls.model.Outcome;
import dev.etcdtls.model.Problem;
import dev.etcdtls.observation.EtcdService.Unit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Tells whether a host's etcd takes its settings from an environment file, the one style that can be edited now. */
record EtcdStyle(HostName host, Unit unit, String program) {
    /** A setting that is edited must not also be a flag: etcd 3.4 and later refuses to start with both. */
    private static final Set<String> EDITED = Set.of(
            "listen-client-urls",
            "listen-peer-urls",
            "advertise-client-urls",
            "initial-advertise-peer-urls",
            "initial-cluster",
            "initial-cluster-state",
            "cert-file",
            "key-file",
            "trusted-ca-file",
            "client-cert-auth",
            "peer-cert-file",
            "peer-key-file",
            "peer-trusted-ca-file",
            "peer-client-cert-auth",
            "peer-cert-allowed-hostname",
            "listen-client-http-urls",
            "discovery",
            "discovery-srv",
            "discovery-endpoints");

    /** Trouble with what runs, before any unit is looked at: several servers, or one that no unit keeps. */
    static Optional<Problem> unknownService(HostName host, HostReport report) {
        Set<String> units = new TreeSet<>();
        report.all("server").forEach(line -> units.add(line.substring(line.indexOf(' ') + 1)));
        if (units.size() > 1) {
            return Optional.of(unsupported(
                    host,
                    "several etcd servers run here: " + String.join(", ", units),
                    "give each its own host, or stop the one that is not meant"));
        }
        return units.stream()
                .filter(name -> !name.endsWith(".service"))
                .findFirst()
                .map(name -> unsupported(
                        host,
                        "etcd runs here in " + (name.equals("-") ? "no unit" : name)
                                + ", not as a systemd service (a container, a static pod, or started by hand)",
                        "this version changes only etcd that a systemd service runs"));
    }

    /**
     * The file that an edit goes to: the last environment file, because its assignments count. A setting that is given below it, and that
     * it does not give itself, would come into force again when the edit is taken back.
     */
    Outcome<EnvironmentFileSeen> of(
            List<EnvironmentFileSeen> files, List<String> words, Map<String, String> environment) {
        String started = program.substring(program.lastIndexOf('/') + 1);
        if (!started.startsWith("etcd")) {
            return refused(unit.name() + " starts '" + program + "', not etcd itself");
        }
        Optional<String> configFile = EffectiveSettings.configFile(words, environment);
        if (configFile.isPresent()) {
            return refused(unit.name() + " gives etcd a configuration file (" + configFile.get() + ")");
        }
        Set<String> flags =
                new TreeSet<>(EffectiveSettings.of(words, Map.of()).values().keySet());
        flags.retainAll(EDITED);
        if (!flags.isEmpty()) {
            return refused(unit.name() + " gives etcd these settings as flags: " + String.join(", ", flags));
        }
        if (files.isEmpty()) {
            return refused(unit.name() + " has no environment file (EnvironmentFile=)");
        }
        Set<String> below = below(files.getLast(), environment);
        if (!below.isEmpty()) {
            return refused(unit.name() + " gives etcd these settings elsewhere than in "
                    + files.getLast().path() + ": " + String.join(", ", below));
        }
        return files.stream()
                .flatMap(file -> file.obstacle().stream())
                .findFirst()
                .<Outcome<EnvironmentFileSeen>>map(this::refused)
                .orElseGet(() -> new Outcome.Done<>(files.getLast()));
    }

    private static Set<String> below(EnvironmentFileSeen last, Map<String, String> environment) {
        Map<String, String> own = EnvironmentText.parse(last.content().text());
        Set<String> below = new TreeSet<>(EDITED);
        below.removeIf(flag -> {
            String variable = VariablePrefix.ETCD.variable(flag);
            return own.containsKey(variable)
                    || environment.getOrDefault(variable, "").isEmpty();
        });
        return below;
    }

    private <T> Outcome<T> refused(String why) {
        return new Outcome.Refused<>(unsupported(
                host,
                why,
                "this version edits only settings that stand in the unit's last environment file; move them there,"
                        + " restart etcd, then plan"));
    }

    private static Problem unsupported(HostName host, String summary, String nextAction) {
        return HostProblems.of(ErrorCode.STYLE_UNSUPPORTED, host, summary, nextAction);
    }
}
