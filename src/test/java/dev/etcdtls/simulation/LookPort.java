package dev.etcdtls.simulation;

import dev.etcdtls.certificate.CertificateFacts;
import dev.etcdtls.certificate.CertificateFolder;
import dev.etcdtls.config.ConfigStyle;
import dev.etcdtls.consumer.ClientPlace;
import dev.etcdtls.model.Authority;
import dev.etcdtls.model.Digest;
import dev.etcdtls.model.FilePath;
import dev.etcdtls.model.HostName;
import dev.etcdtls.observation.CertificateSet;
import dev.etcdtls.observation.ClientCertificates;
import dev.etcdtls.observation.EtcdService;
import dev.etcdtls.observation.HostFacts;
import dev.etcdtls.observation.HostObservation;
import dev.etcdtls.observation.KeptFile;
import dev.etcdtls.observation.Sight;
import dev.etcdtls.observation.Socket;
import dev.etcdtls.port.HostFile;
import dev.etcdtls.port.Hosts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Looks at simulated hosts. */
final class LookPort implements Hosts {
    static final ConfigStyle STYLE = new ConfigStyle.EnvironmentFile(SimulatedHost.CONFIGURATION);
    private static final int MOST_VERSIONS = 20;

    private final SimulatedCluster cluster;
    private final SimulatedTool tool;

    LookPort(SimulatedCluster cluster, SimulatedTool tool) {
        this.cluster = cluster;
        this.tool = tool;
    }

    @Override
    public HostObservation observe(HostName name, List<ClientPlace> clients) {
        return tool.look(() -> {
            SimulatedHost host = cluster.host(name);
            return new HostObservation(
                    name,
                    host.unreachable
                            .<Sight<HostFacts>>map(Sight.Unseen::new)
                            .orElseGet(() -> new Sight.Seen<>(facts(host).withClients(clients(host, clients)))));
        });
    }

    private HostFacts facts(SimulatedHost host) {
        HostFacts.Machine machine = new HostFacts.Machine(
                Digest.of(host.hostKey),
                host.clockOffset,
                new TreeSet<>(List.of(host.address)),
                host.tools,
                host.freeBytes);
        return new HostFacts(
                machine,
                cluster.memberOn(host.name).map(LookPort::service),
                certificates(host, CertificateFolder.MEMBER),
                sockets(host),
                host.deadMan.map(SimulatedSwitch::state),
                kept(host));
    }

    private static List<KeptFile> kept(SimulatedHost host) {
        return host.files.snapshot().keySet().stream()
                .filter(path -> path.startsWith(KeptFile.BASE.value() + "/"))
                .flatMap(path -> host.files.text(path).map(text -> new KeptFile(new FilePath(path), text)).stream())
                .toList();
    }

    private static EtcdService service(SimulatedMember member) {
        SimulatedHost host = member.host;
        HostFile file = host.files
                .read(SimulatedHost.CONFIGURATION.value())
                .orElse(new HostFile("", SimulatedHost.ROOT, "644"));
        return new EtcdService(
                unit(member),
                new EtcdService.Program(SimulatedHost.PROGRAM, host.version, host.programReplaced),
                STYLE,
                member.running(),
                host.onNextStart(),
                new EtcdService.ConfigFile(file.text(), file.owner(), file.mode()));
    }

    static EtcdService.Unit unit(SimulatedMember member) {
        SimulatedHost host = member.host;
        return new EtcdService.Unit(
                SimulatedHost.UNIT,
                member.activeState(),
                host.invocationId(),
                host.needsDaemonReload,
                SimulatedHost.ETCD,
                member.process.isPresent() ? host.pid() : 0);
    }

    private static List<ClientCertificates> clients(SimulatedHost host, List<ClientPlace> places) {
        return places.stream()
                .map(place -> new ClientCertificates(
                        place.folder(),
                        place.unit().map(host.unitUsers::get).orElse(SimulatedHost.ROOT),
                        certificates(host, place.folder()),
                        versions(host, place.folder())))
                .toList();
    }

    private static SortedSet<Integer> versions(SimulatedHost host, CertificateFolder folder) {
        return IntStream.rangeClosed(1, MOST_VERSIONS)
                .filter(version -> host.files.exists(folder.version(version).value()))
                .boxed()
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<CertificateSet> certificates(SimulatedHost host, CertificateFolder folder) {
        List<CertificateSet> sets = new ArrayList<>();
        for (int version = 1; version <= MOST_VERSIONS; version++) {
            certificateSet(host, folder, version).ifPresent(sets::add);
        }
        return sets;
    }

    /** A set is there when all three of its files are. */
    private static Optional<CertificateSet> certificateSet(SimulatedHost host, CertificateFolder folder, int version) {
        FilePath set = folder.version(version);
        Optional<String> certificate = host.files.text(folder.certificate(set).value());
        Optional<String> trusted = host.files.text(folder.trustedCa(set).value());
        Optional<HostFile> key = host.files.read(folder.key(set).value());
        if (certificate.isEmpty() || trusted.isEmpty() || key.isEmpty()) {
            return Optional.empty();
        }
        List<CertificateFacts> chain = SimulatedTls.read(certificate.get());
        boolean current = host.files
                .target(folder.current().value())
                .filter(("v" + version)::equals)
                .isPresent();
        return chain.stream()
                .findFirst()
                .map(leaf -> new CertificateSet(
                        version,
                        current,
                        leaf,
                        SimulatedTls.read(trusted.get()),
                        SimulatedKeys.publicDigest(key.get().text()).orElse(Digest.of("no key")),
                        new CertificateSet.Access(key.get().owner(), key.get().mode())));
    }

    private List<Socket> sockets(SimulatedHost host) {
        List<Socket> sockets = new ArrayList<>();
        cluster.memberOn(host.name)
                .filter(member -> member.process.isPresent())
                .ifPresent(member -> Stream.of(
                                member.running().listenPeerUrls().stream().map(url -> url.authority()),
                                member.running().listenClientUrls().stream().map(url -> url.authority()),
                                member.running().listenMetricsUrls().stream().map(url -> url.authority()))
                        .flatMap(urls -> urls)
                        .distinct()
                        .map(local -> listening(local, "etcd/" + host.pid(), SimulatedHost.UNIT.value()))
                        .forEach(sockets::add));
        host.foreignPorts.forEach(
                port -> sockets.add(listening(new Authority("0.0.0.0", port), "other/99", "other.service")));
        return sockets;
    }

    private static Socket listening(Authority local, String process, String unit) {
        return new Socket(Socket.State.LISTENING, local, new Authority("0.0.0.0", local.port()), process, unit);
    }
}
