package dev.etcdtls.consumer;

import dev.etcdtls.consumer.FileReading.Given;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The settings of an etcdctl call, of a running one or of a line in a unit or crontab with {@code NAME=value} words before it. The two APIs
 * have different flags, defaults and manners: v2 asks the cluster for its members unless {@code --no-sync} is given; v3's endpoints add up.
 */
final class EtcdctlReading {
    static final String NO_SYNC = "no-sync";

    private static final String DISCOVERY = "discovery-srv";
    private static final String DISCOVERY_VARIABLE = "ETCDCTL_DISCOVERY_SRV";
    private static final String ENDPOINTS = "endpoints";
    private static final String API = "ETCDCTL_API";

    private final List<String> words;
    private final SortedMap<String, String> environment;

    private EtcdctlReading(List<String> words, SortedMap<String, String> environment) {
        this.words = words;
        this.environment = environment;
    }

    /** @param byDefault what this etcdctl speaks when {@code ETCDCTL_API} does not say: v2 up to 3.3, v3 from 3.4 on */
    static ClientSettings of(List<String> arguments, Map<String, String> environment, EtcdctlApi byDefault) {
        SortedMap<String, String> variables = new TreeMap<>(environment);
        List<String> words = new ArrayList<>(arguments);
        while (!words.isEmpty()
                && (isAssignment(words.getFirst()) || words.getFirst().matches("(/usr)?(/bin/)?env"))) {
            String[] assignment = words.removeFirst().split("=", 2);
            if (assignment.length == 2) {
                variables.put(assignment[0], assignment[1]);
            }
        }
        EtcdctlReading reading = new EtcdctlReading(words, variables);
        String api = variables.getOrDefault(API, "");
        return switch (api) {
            case "" -> byDefault == EtcdctlApi.V2 ? reading.v2() : reading.v3();
            case "2" -> reading.v2();
            case "3" -> reading.v3();
            default -> ClientSettings.unreadable(ClientProgram.ETCDCTL_3, "there is no " + API + "=" + api);
        };
    }

    private static boolean isAssignment(String word) {
        return word.matches("(?s)[A-Za-z_][A-Za-z0-9_]*=.*");
    }

    /** etcdctl 3.3's own order of the three names of one setting. */
    private ClientSettings v2() {
        Set<String> valued =
                Set.of(ENDPOINTS, "endpoint", "peers", "C", "ca-file", "cert-file", "key-file", DISCOVERY, "D");
        CommandLine line = CommandLine.read(words, CommandLine.Dialect.FLAG, valued, Set.of(NO_SYNC));
        String endpoints = Stream.of(
                        line.last(ENDPOINTS),
                        variable("ETCDCTL_ENDPOINTS"),
                        line.last("endpoint"),
                        variable("ETCDCTL_ENDPOINT"),
                        line.last("peers"),
                        line.last("C"),
                        variable("ETCDCTL_PEERS"))
                .flatMap(Optional::stream)
                .findFirst()
                .orElse("http://127.0.0.1:2379,http://127.0.0.1:4001");
        FileReading files = FileReading.of(
                given(line, "ca-file", "ETCDCTL_CA_FILE"),
                given(line, "cert-file", "ETCDCTL_CERT_FILE"),
                given(line, "key-file", "ETCDCTL_KEY_FILE"));
        Stream<Optional<String>> discovery =
                Stream.of(line.last(DISCOVERY), line.last("D"), variable(DISCOVERY_VARIABLE));
        SortedMap<String, String> others = new TreeMap<>();
        line.last(NO_SYNC).filter(value -> !value.equals("false")).ifPresent(_ -> others.put(NO_SYNC, "true"));
        return settings(ClientProgram.ETCDCTL_2, Endpoint.list(endpoints), files, others, unread(line, discovery));
    }

    private ClientSettings v3() {
        Set<String> valued = Set.of(ENDPOINTS, "cacert", "cert", "key", DISCOVERY);
        List<String> spelled = words.stream()
                .map(word -> word.equals("-d") ? "--" + DISCOVERY : word)
                .toList();
        CommandLine line = CommandLine.read(spelled, CommandLine.Dialect.PFLAG, valued, Set.of());
        List<Endpoint> endpoints = new ArrayList<>();
        line.all(ENDPOINTS).forEach(value -> endpoints.addAll(Endpoint.list(value)));
        if (!line.has(ENDPOINTS)) {
            endpoints.addAll(Endpoint.list(variable("ETCDCTL_ENDPOINTS").orElse("127.0.0.1:2379")));
        }
        FileReading files = FileReading.of(
                given(line, "cacert", "ETCDCTL_CACERT"),
                given(line, "cert", "ETCDCTL_CERT"),
                given(line, "key", "ETCDCTL_KEY"));
        Stream<Optional<String>> discovery = Stream.of(line.last(DISCOVERY), variable(DISCOVERY_VARIABLE));
        return settings(ClientProgram.ETCDCTL_3, endpoints, files, new TreeMap<>(), unread(line, discovery));
    }

    private static ClientSettings settings(
            ClientProgram program,
            List<Endpoint> endpoints,
            FileReading files,
            SortedMap<String, String> others,
            List<String> unread) {
        List<String> all = new ArrayList<>(unread);
        all.addAll(files.unread());
        all.addAll(EndpointReading.unread(endpoints));
        return new ClientSettings(program, endpoints, files.files(), List.of(), others, all);
    }

    /** @param discovery where it was told to look its endpoints up, if it was */
    private static List<String> unread(CommandLine line, Stream<Optional<String>> discovery) {
        List<String> unread = new ArrayList<>(line.foreign("etcdctl").stream().toList());
        discovery
                .flatMap(Optional::stream)
                .findFirst()
                .ifPresent(domain -> unread.add("it looks its endpoints up in DNS (" + domain + ")"));
        return unread;
    }

    private Optional<String> variable(String name) {
        return Optional.of(environment.getOrDefault(name, "")).filter(value -> !value.isEmpty());
    }

    private Given given(CommandLine line, String flag, String variable) {
        return line.last(flag).isPresent()
                ? new Given("--" + flag, line.last(flag))
                : new Given(variable, variable(variable));
    }
}
