package dev.etcdtls.adapter.ssh;

import dev.etcdtls.certificate.CertificateFolder;
import dev.etcdtls.consumer.ClientPlace;
import dev.etcdtls.inventory.HostEntry;
import dev.etcdtls.model.Digest;
import dev.etcdtls.model.FilePath;
import dev.etcdtls.model.HostName;
import dev.etcdtls.model.Outcome;
import dev.etcdtls.model.Problem;
import dev.etcdtls.observation.EtcdService;
import dev.etcdtls.observation.HostFacts;
import dev.etcdtls.observation.HostObservation;
import dev.etcdtls.observation.KeptFile;
import dev.etcdtls.observation.Sight;
import dev.etcdtls.port.Hosts;
import dev.etcdtls.port.Pacer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks at hosts by one script each. */
final class SshHosts implements Hosts {
    private final SshConnections connections;
    private final RootShell shell;
    private final Pacer pacer;

    SshHosts(SshConnections connections, RootShell shell, Pacer pacer) {
        this.connections = connections;
        this.shell = shell;
        this.pacer = pacer;
    }

    @Override
    public HostObservation observe(HostName host, List<ClientPlace> clients) {
        SshConnection connection = connections.to(host);
        return new HostObservation(host, sight(connection.host(), look(connection, clients)));
    }

    private Outcome<HostFacts> look(SshConnection connection, List<ClientPlace> clients) {
        List<String> words = new ArrayList<>();
        words.add(CertificateFolder.MEMBER.base().value());
        words.add(KeptFile.BASE.value());
        words.addAll(ClientReading.words(clients));
        // Logging in takes longer one way than the other; the clock is compared on a connection that stands.
        return connection.hostKey().then(key -> {
            Instant asked = pacer.now();
            return shell.run(connection.host().name(), RemoteScript.LOOK, words.toArray(String[]::new))
                    .then(ended -> facts(connection.host(), key, asked, ended));
        });
    }

    private Outcome<HostFacts> facts(HostEntry entry, Digest hostKey, Instant asked, Finished ended) {
        Instant answered = pacer.now();
        Optional<HostReport> whole = HostReport.parse(ended.out()).filter(_ -> ended.complete());
        if (whole.isEmpty()) {
            return new Outcome.Refused<>(HostProblems.failed(entry.name(), "looking at the host", ended.complaint()));
        }
        HostReport report = whole.get();
        return etcd(entry, report)
                .then(etcd -> SwitchReading.read(
                                entry.name(), report.first("deadman").orElse(""))
                        .then(deadMan -> new Outcome.Done<>(new HostFacts(
                                MachineReading.of(report, hostKey, asked, answered),
                                etcd,
                                CertificateSetReading.of(report),
                                SocketReading.read(report.all("socket"), SocketReading.owners(report.all("owner"))),
                                deadMan,
                                kept(report),
                                ClientReading.of(report)))));
    }

    /** On a host that carries no member an etcd of a kind that the tool does not know is nobody's business. */
    private static Outcome<Optional<EtcdService>> etcd(HostEntry entry, HostReport report) {
        Outcome<Optional<EtcdService>> read = new EtcdReading(entry.name(), report).read();
        return entry.member() || read.isDone() ? read : new Outcome.Done<>(Optional.empty());
    }

    private static List<KeptFile> kept(HostReport report) {
        return report.all("kept").stream()
                .filter(line -> FilePath.isPlain(line.substring(0, line.lastIndexOf(' '))))
                .map(line -> {
                    int blank = line.lastIndexOf(' ');
                    return new KeptFile(
                            new FilePath(line.substring(0, blank)), HostReport.unpack(line.substring(blank + 1)));
                })
                .toList();
    }

    static <T> Sight<T> sight(HostEntry entry, Outcome<T> outcome) {
        return switch (outcome) {
            case Outcome.Done<T>(T facts) -> new Sight.Seen<>(facts);
            case Outcome.Refused<T>(Problem problem) -> new Sight.Unseen<>(problem);
            case Outcome.Unknown<T>(Problem problem) -> new Sight.Unseen<>(lost(entry, problem));
        };
    }

    /** A look changes nothing, so one whose end was not seen is just a host that cannot be reached. */
    private static Problem lost(HostEntry entry, Problem problem) {
        return HostProblems.unreachable(entry.name(), entry.ssh(), problem.summary());
    }
}
