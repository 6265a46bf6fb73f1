package dev.etcdtls.consumer;

import dev.etcdtls.consumer.FileReading.Given;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** flanneld's settings: a flag before its {@code FLANNELD_*} variable before the default; the last of two flags counts; empty is as none. */
final class FlanneldReading {
    private static final String ENDPOINTS = "etcd-endpoints";
    private static final String PREFIX = "etcd-prefix";
    private static final String CA = "etcd-cafile";
    private static final String CERTIFICATE = "etcd-certfile";
    private static final String KEY = "etcd-keyfile";
    private static final String SUBNET_FILE = "subnet-file";
    private static final String KUBERNETES = "kube-subnet-mgr";

    private static final SortedMap<String, String> DEFAULTS = new TreeMap<>(Map.of(
            ENDPOINTS, "http://127.0.0.1:4001,http://127.0.0.1:2379",
            PREFIX, "/coreos.com/network",
            SUBNET_FILE, "/run/flannel/subnet.env"));

    /** Go's spellings of true. */
    private static final Set<String> TRUE = Set.of("1", "t", "T", "TRUE", "true", "True");

    private final CommandLine line;
    private final Map<String, String> environment;

    private FlanneldReading(CommandLine line, Map<String, String> environment) {
        this.line = line;
        this.environment = environment;
    }

    static ClientSettings of(List<String> arguments, Map<String, String> environment) {
        Set<String> valued = Set.of(ENDPOINTS, PREFIX, CA, CERTIFICATE, KEY, SUBNET_FILE);
        CommandLine line = CommandLine.read(arguments, CommandLine.Dialect.FLAG, valued, Set.of(KUBERNETES));
        return new FlanneldReading(line, environment).settings();
    }

    private ClientSettings settings() {
        List<String> unread = new ArrayList<>(line.foreign("flannel").stream().toList());
        if (value(KUBERNETES).filter(TRUE::contains).isPresent()) {
            unread.add("it keeps its subnets in Kubernetes (--" + KUBERNETES + ") and talks to no etcd");
        }
        List<Endpoint> endpoints = Endpoint.list(value(ENDPOINTS).orElse(""));
        FileReading files = FileReading.of(given(CA), given(CERTIFICATE), given(KEY));
        unread.addAll(files.unread());
        unread.addAll(EndpointReading.unread(endpoints));
        SortedMap<String, String> others = new TreeMap<>();
        List.of(PREFIX, SUBNET_FILE).forEach(flag -> value(flag).ifPresent(value -> others.put(flag, value)));
        return new ClientSettings(ClientProgram.FLANNELD, endpoints, files.files(), List.of(), others, unread);
    }

    /** A flag that is there counts, be it empty: only a variable of its own is not looked at then. */
    private Optional<String> value(String flag) {
        if (line.has(flag)) {
            return line.last(flag);
        }
        return Optional.of(environment.getOrDefault(variable(flag), ""))
                .filter(value -> !value.isEmpty())
                .or(() -> Optional.ofNullable(DEFAULTS.get(flag)));
    }

    private Given given(String flag) {
        return new Given(line.has(flag) ? "--" + flag : variable(flag), value(flag));
    }

    private static String variable(String flag) {
        return "FLANNELD_" + flag.toUpperCase(Locale.ROOT).replace('-', '_');
    }
}
