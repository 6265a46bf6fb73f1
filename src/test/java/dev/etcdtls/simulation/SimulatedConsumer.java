package dev.etcdtls.simulation;

import dev.etcdtls.config.EnvironmentText;
import dev.etcdtls.config.StartCommand;
import dev.etcdtls.config.UnitFiles;
import dev.etcdtls.consumer.ClientSettings;
import dev.etcdtls.consumer.Speech;
import dev.etcdtls.model.Authority;
import dev.etcdtls.model.FilePath;
import dev.etcdtls.model.HostName;
import dev.etcdtls.model.UnitName;
import dev.etcdtls.observation.CertificateSet;
import dev.etcdtls.observation.ConsumerFacts;
import dev.etcdtls.observation.ConsumerFacts.Program;
import dev.etcdtls.observation.ConsumerFacts.Running;
import dev.etcdtls.observation.ConsumerUnit;
import dev.etcdtls.observation.EtcdService;
import dev.etcdtls.observation.SourceFile;
import dev.etcdtls.observation.SourceFile.Kind;
import dev.etcdtls.port.ConsumerProbe.Readyz;
import dev.etcdtls.port.HostFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * A consumer with a unit of its own. How it speaks follows from its process, and what that runs with from its files at the last start.
 * Mutable state; the cluster guards it.
 */
final class SimulatedConsumer {
    final SimulatedHost host;
    final UnitName unit;
    /** What systemd takes along when it restarts the unit. */
    final List<ConsumerUnit.Dependent> dependents = new ArrayList<>();

    final List<CertificateSet> certificates = new ArrayList<>();
    boolean needsDaemonReload;
    /** Why a start with the files as they are now cannot go well; nothing when it can. */
    Supplier<Optional<String>> trouble = Optional::empty;

    final SimulatedUnit process;
    private final SimulatedCluster cluster;
    private final String program;
    private final String version;
    private final SimulatedClient client;
    private final Map<FilePath, Kind> sources = new LinkedHashMap<>();
    private Optional<Running> running = Optional.empty();

    private SimulatedConsumer(SimulatedCluster cluster, HostName host, String program, String version) {
        this.cluster = cluster;
        this.host = cluster.host(host);
        this.program = program;
        this.version = version;
        this.unit = new UnitName(program + ".service");
        this.client = cluster.faults().client(program + "[900]", unit.value(), host.value());
        this.process = cluster.units.add(host, unit, SimulatedHost.ROOT);
        this.process.onStart = this::start;
        this.host.units.put(unit, new ConsumerOnHost(this));
        cluster.consumers.add(this);
    }

    /** It has its settings as flags in its unit. */
    static SimulatedConsumer kubeApiserver(SimulatedCluster cluster, HostName host) {
        SimulatedConsumer consumer = new SimulatedConsumer(cluster, host, "kube-apiserver", "Kubernetes v1.34.10");
        consumer.write(
                Kind.FRAGMENT,
                new FilePath("/etc/systemd/system/kube-apiserver.service"),
                "[Service]\nExecStart=/usr/local/bin/kube-apiserver \\\n  --etcd-servers=" + consumer.plaintext()
                        + " \\\n  --secure-port=6443\n");
        consumer.process.start();
        cluster.probes.readyz.put(
                Authority.parse("127.0.0.1:6443"),
                () -> cluster.consumers.stream().allMatch(each -> each.running.isPresent())
                        ? new Readyz.Ready()
                        : new Readyz.NotReady("one of them does not run"));
        return consumer;
    }

    /** It has its settings as variables in a file. */
    static SimulatedConsumer flanneld(SimulatedCluster cluster, HostName host) {
        SimulatedConsumer consumer = new SimulatedConsumer(cluster, host, "flanneld", "v0.28.9");
        FilePath options = new FilePath("/etc/flannel/options.env");
        consumer.write(
                Kind.FRAGMENT,
                new FilePath("/etc/systemd/system/flanneld.service"),
                "[Service]\nEnvironmentFile=" + options + "\nExecStart=/usr/local/bin/flanneld --iface=eth0\n");
        consumer.write(Kind.ENVIRONMENT_FILE, options, "FLANNELD_ETCD_ENDPOINTS=\"" + consumer.plaintext() + "\"\n");
        consumer.process.start();
        return consumer;
    }

    /** Writes one of its files; a new one is read last. What runs does not change by that. */
    void write(Kind kind, FilePath path, String text) {
        sources.putIfAbsent(path, kind);
        host.files.write(path.value(), new HostFile(text, SimulatedHost.ROOT, "644"));
    }

    String text(FilePath path) {
        return host.files.text(path.value()).orElse("");
    }

    /** Starts a process with what the files say now; gives why it cannot run. */
    private Optional<String> start() {
        running = Optional.empty();
        Optional<String> why = trouble.get();
        if (why.isPresent()) {
            return why;
        }
        Map<String, String> environment = environment();
        List<String> argv = new ArrayList<>();
        List<String> words = unitFiles().command().orElseThrow().words();
        argv.add(words.getFirst());
        argv.addAll(StartCommand.expand(words.subList(1, words.size()), environment));
        Running now = new Running(900L + process.starts, argv, new TreeMap<>(environment), cluster.now());
        running = Optional.of(now);
        if (settings(now).speech() == Speech.TLS) {
            client.move(cluster.now());
        } else {
            client.moveBack(cluster.now());
        }
        return Optional.empty();
    }

    Optional<Running> running() {
        return running;
    }

    ConsumerFacts facts() {
        EtcdService.Unit service = new EtcdService.Unit(
                unit,
                process.unit().activeState(),
                process.invocationId(),
                needsDaemonReload,
                SimulatedHost.ROOT,
                running.map(Running::pid).orElse(0L),
                dependents.stream().map(ConsumerUnit.Dependent::unit).toList());
        return new ConsumerFacts(
                Optional.of(new ConsumerUnit(service, dependents)),
                new Program("/usr/local/bin/" + program, version, false),
                running,
                sources.entrySet().stream()
                        .map(each -> source(each.getKey(), each.getValue()))
                        .toList(),
                certificates);
    }

    private SourceFile source(FilePath path, Kind kind) {
        HostFile file = host.files.read(path.value()).orElseThrow();
        return new SourceFile(path, kind, new EtcdService.ConfigFile(file.text(), file.owner(), file.mode()), false);
    }

    private ClientSettings settings(Running process) {
        return program.equals("flanneld")
                ? ClientSettings.ofFlanneld(process.argv(), process.environment())
                : ClientSettings.ofKubeApiserver(process.argv());
    }

    private UnitFiles unitFiles() {
        return new UnitFiles(sources.entrySet().stream()
                .filter(each -> each.getValue().isOfUnit())
                .map(each -> new UnitFiles.Part(each.getKey(), text(each.getKey())))
                .toList());
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new LinkedHashMap<>();
        unitFiles()
                .environment()
                .forEach((variable, given) ->
                        environment.put(variable, given.getLast().value()));
        sources.entrySet().stream()
                .filter(each -> each.getValue() == Kind.ENVIRONMENT_FILE)
                .forEach(each -> environment.putAll(EnvironmentText.parse(text(each.getKey()))));
        return environment;
    }

    private String plaintext() {
        return cluster.members().stream()
                .map(member -> "http://" + member.host.address + ":2379")
                .collect(Collectors.joining(","));
    }
}
