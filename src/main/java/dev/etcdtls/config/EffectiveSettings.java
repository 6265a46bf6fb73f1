package dev.etcdtls.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What etcd makes of its command line and environment: a flag before its {@code ETCD_*} variable before the default; an empty variable is
 * as none; with a configuration file everything else is ignored (etcd 3.3 to 3.7; 3.3 ignores {@code ETCD_CONFIG_FILE}).
 */
public final class EffectiveSettings {
    public static final String CONFIG_FILE = "config-file";

    private static final String PREFIX = VariablePrefix.ETCD.value();

    /** Flags that stand alone on a command line; Go takes no value for them from the next argument. */
    private static final Set<String> SWITCHES = Set.of(
            "auto-tls",
            "client-cert-auth",
            "debug",
            "enable-distributed-tracing",
            "enable-grpc-gateway",
            "enable-log-rotation",
            "enable-pprof",
            "enable-v2",
            "experimental-compact-hash-check-enabled",
            "experimental-enable-distributed-tracing",
            "experimental-enable-lease-checkpoint",
            "experimental-enable-lease-checkpoint-persist",
            "experimental-initial-corrupt-check",
            "experimental-memory-mlock",
            "experimental-peer-skip-client-san-verification",
            "experimental-stop-grpc-service-on-defrag",
            "experimental-txn-mode-write-with-shared-buffer",
            "force-new-cluster",
            "initial-election-tick-advance",
            "memory-mlock",
            "peer-auto-tls",
            "peer-client-cert-auth",
            "peer-skip-client-san-verification",
            "pre-vote",
            "socket-reuse-address",
            "socket-reuse-port",
            "strict-reconfig-check",
            "unsafe-no-fsync",
            "version");

    private EffectiveSettings() {}

    /**
     * The settings in force. With a configuration file only {@code config-file} is in them: what the file says is for another to read.
     *
     * @param processArguments with or without the program itself as the first
     */
    public static EtcdSettings of(List<String> processArguments, Map<String, String> environment) {
        Optional<String> file = configFile(processArguments, environment);
        if (file.isPresent()) {
            return new EtcdSettings(new TreeMap<>(Map.of(CONFIG_FILE, file.get())));
        }
        SortedMap<String, String> values = fromEnvironment(environment);
        values.putAll(flags(processArguments));
        values.values().removeIf(String::isEmpty);
        return new EtcdSettings(values);
    }

    /** The configuration file that takes everything else out of force. */
    public static Optional<String> configFile(List<String> processArguments, Map<String, String> environment) {
        String byFlag = flags(processArguments).getOrDefault(CONFIG_FILE, "");
        String file = byFlag.isEmpty() ? environment.getOrDefault(PREFIX + "CONFIG_FILE", "") : byFlag;
        return Optional.of(file).filter(path -> !path.isEmpty());
    }

    /**
     * Settings that are given both as a flag and as a variable, by flag name. etcd 3.4 and later does not start with one of them, not even
     * when both say the same or the variable is empty; 3.3 takes the flag.
     */
    public static List<String> conflicts(List<String> processArguments, Map<String, String> environment) {
        List<String> both = new ArrayList<>();
        for (String flag : flags(processArguments).keySet()) {
            if (environment.containsKey(VariablePrefix.ETCD.variable(flag))) {
                both.add(flag);
            }
        }
        return both;
    }

    /** Whether a flag of etcd takes no value from the next word. */
    static boolean standsAlone(String flag) {
        return SWITCHES.contains(flag);
    }

    private static SortedMap<String, String> fromEnvironment(Map<String, String> environment) {
        SortedMap<String, String> values = new TreeMap<>();
        environment.forEach((variable, value) -> {
            if (variable.startsWith(PREFIX)) {
                values.put(
                        variable.substring(PREFIX.length())
                                .toLowerCase(Locale.ROOT)
                                .replace('_', '-'),
                        value);
            }
        });
        return values;
    }

    /** Go's rules: one dash or two, {@code =} or the next argument, the last of two counts, the first other word ends it. */
    private static SortedMap<String, String> flags(List<String> processArguments) {
        SortedMap<String, String> flags = new TreeMap<>();
        int at = !processArguments.isEmpty() && !processArguments.getFirst().startsWith("-") ? 1 : 0;
        while (at < processArguments.size()) {
            String argument = processArguments.get(at++);
            String flag = argument.replaceFirst("^--?", "");
            if (flag.equals(argument) || flag.isEmpty()) {
                return flags;
            }
            int equals = flag.indexOf('=');
            if (equals >= 0) {
                flags.put(flag.substring(0, equals), flag.substring(equals + 1));
            } else if (standsAlone(flag)) {
                flags.put(flag, "true");
            } else if (at < processArguments.size()) {
                flags.put(flag, processArguments.get(at++));
            }
        }
        return flags;
    }
}
