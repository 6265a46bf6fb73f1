package dev.etcdtls.consumer;

import dev.etcdtls.consumer.FileReading.Given;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * kube-apiserver's settings: flags alone, it reads no environment. {@code --etcd-servers} and {@code --etcd-servers-overrides} are lists
 * that add up when they are given twice (pflag's StringSlice); of every other flag the last one counts. It is also hyperkube's
 * {@code apiserver}.
 */
final class KubeApiserverReading {
    private static final String SERVERS = "etcd-servers";
    private static final String OVERRIDES = "etcd-servers-overrides";
    private static final String CA = "etcd-cafile";
    private static final String CERTIFICATE = "etcd-certfile";
    private static final String KEY = "etcd-keyfile";

    /** What else a move or its proof wants to know. */
    private static final List<String> OTHERS =
            List.of("advertise-address", "endpoint-reconciler-type", "etcd-prefix", "secure-port", "storage-backend");

    private static final Set<String> HYPERKUBE = Set.of("apiserver", "kube-apiserver");

    private KubeApiserverReading() {}

    static ClientSettings of(List<String> arguments) {
        CommandLine line = CommandLine.read(arguments, CommandLine.Dialect.PFLAG, flags(), Set.of());
        List<String> unread = new ArrayList<>(foreign(line));
        List<Endpoint> servers = new ArrayList<>();
        line.all(SERVERS).forEach(value -> servers.addAll(Endpoint.list(value)));
        if (unread.isEmpty() && servers.isEmpty()) {
            unread.add("it has no --" + SERVERS);
        }
        List<ServersOverride> overrides = overrides(line, unread);
        FileReading files = FileReading.of(given(line, CA), given(line, CERTIFICATE), given(line, KEY));
        unread.addAll(files.unread());
        unread.addAll(EndpointReading.unread(servers));
        overrides.forEach(override -> unread.addAll(EndpointReading.unread(override.servers())));
        if (line.last("storage-backend").filter("etcd2"::equals).isPresent()) {
            unread.add("it stores in etcd's v2 data (--storage-backend=etcd2)");
        }
        return new ClientSettings(
                ClientProgram.KUBE_APISERVER, servers, files.files(), overrides, others(line), unread);
    }

    private static Set<String> flags() {
        List<String> flags = new ArrayList<>(OTHERS);
        flags.addAll(List.of(SERVERS, OVERRIDES, CA, CERTIFICATE, KEY));
        return Set.copyOf(flags);
    }

    private static List<String> foreign(CommandLine line) {
        if (line.program().equals("hyperkube")) {
            return HYPERKUBE.contains(line.subcommand())
                    ? List.of()
                    : List.of("its process is hyperkube '" + line.subcommand() + "', which is no apiserver");
        }
        return line.foreign("apiserver").stream().toList();
    }

    private static List<ServersOverride> overrides(CommandLine line, List<String> unread) {
        try {
            return ServersOverride.list(line.all(OVERRIDES));
        } catch (IllegalArgumentException e) {
            unread.add("its --" + OVERRIDES + ": " + e.getMessage());
            return List.of();
        }
    }

    private static Given given(CommandLine line, String flag) {
        return new Given("--" + flag, line.last(flag));
    }

    private static SortedMap<String, String> others(CommandLine line) {
        SortedMap<String, String> others = new TreeMap<>();
        others.put("etcd-prefix", "/registry");
        OTHERS.forEach(flag -> line.last(flag).ifPresent(value -> others.put(flag, value)));
        return others;
    }
}
