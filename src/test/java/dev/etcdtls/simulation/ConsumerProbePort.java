package dev.etcdtls.simulation;

import dev.etcdtls.certificate.CertificateFolder;
import dev.etcdtls.consumer.FlannelFacts;
import dev.etcdtls.model.Authority;
import dev.etcdtls.model.ClientUrl;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.FilePath;
import dev.etcdtls.model.HostName;
import dev.etcdtls.model.Outcome;
import dev.etcdtls.model.Secret;
import dev.etcdtls.model.ServiceUser;
import dev.etcdtls.port.ConsumerProbe;
import dev.etcdtls.port.HostFile;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/** Dials simulated members as a consumer would; what consumers say of themselves is the test's ({@link ProbeAnswers}). */
final class ConsumerProbePort implements ConsumerProbe {
    private final SimulatedCluster cluster;
    private final SimulatedTool tool;

    ConsumerProbePort(SimulatedCluster cluster, SimulatedTool tool) {
        this.cluster = cluster;
        this.tool = tool;
    }

    @Override
    public Outcome<Dialled> dial(HostName host, ServiceUser user, CertificateFolder folder, ClientUrl url) {
        return on(host, () -> {
            Supplier<Dialled> proxy = cluster.probes.proxies.get(new ProbeAnswers.Place(host, url));
            Optional<String> unusable = url.isHttps() ? unusable(host, user, folder) : Optional.empty();
            if (unusable.isPresent()) {
                return new Dialled.NoFiles(unusable.get());
            }
            return proxy == null ? member(host, folder, url) : proxy.get();
        });
    }

    private Optional<String> unusable(HostName host, ServiceUser user, CertificateFolder folder) {
        SimulatedFiles files = cluster.host(host).files;
        for (String name : List.of("ca.crt", "client.crt", "client.key")) {
            String path = folder.current().child(name).value();
            Optional<HostFile> file = files.read(path);
            if (file.isEmpty()) {
                return Optional.of(path + " is not there");
            }
            boolean forAll = file.get().mode().matches("[0-7]*[4-7]");
            boolean own =
                    user.user().equals("root") || file.get().owner().user().equals(user.user());
            if (!forAll && !own) {
                return Optional.of("user " + user + " cannot read " + path);
            }
        }
        return Optional.empty();
    }

    private Dialled member(HostName host, CertificateFolder folder, ClientUrl url) {
        Optional<SimulatedMember> found = cluster.members().stream()
                .filter(member -> member.listensAt(url.authority()))
                .filter(member ->
                        member.host.name.equals(host) || !url.authority().isLoopback())
                .filter(member -> url.authority().isLoopback()
                        || member.host.address.equals(url.authority().host()))
                .findFirst();
        if (found.isEmpty()) {
            return new Dialled.Unreachable("connection refused");
        }
        SimulatedMember member = found.get();
        if (!member.listensForClients(url.scheme(), url.authority())) {
            return new Dialled.Failed("it does not speak " + url.scheme());
        }
        SimulatedFiles files = cluster.host(host).files;
        Optional<String> refusal = url.isHttps()
                ? cluster.network.refusesClientDial(
                        new SimulatedNetwork.Dial(
                                files.text(folder.trustedCa().value()).orElse(""),
                                files.text(folder.current().child("client.crt").value())
                                        .orElse(""),
                                ""),
                        member,
                        url.authority())
                : Optional.empty();
        return refusal.<Dialled>map(Dialled.Failed::new)
                .orElseGet(() -> member.ready && cluster.network.knowsLeader(member)
                        ? new Dialled.Answered(200, "true", "HTTP status 200, health true")
                        : new Dialled.Answered(503, "false", "HTTP status 503, health false"));
    }

    @Override
    public Outcome<Readiness> ready(HostName host, String command) {
        return on(
                host,
                () -> Optional.ofNullable(cluster.probes.ready.get(host))
                        .map(commands -> commands.apply(command))
                        .orElse(new Readiness(OptionalInt.of(127), List.of("sh: " + command + ": not found"))));
    }

    @Override
    public Outcome<Readyz> readyz(HostName host, Authority address, Optional<Secret> token) {
        return on(
                host,
                () -> Optional.ofNullable(cluster.probes.readyz.get(address))
                        .map(Supplier::get)
                        .orElse(new Readyz.NotReady("connection refused")));
    }

    @Override
    public Outcome<FlannelFacts> flannel(HostName host, FilePath subnetFile) {
        return on(
                host,
                () -> Optional.ofNullable(cluster.probes.flannel.get(host))
                        .map(Supplier::get)
                        .orElse(ProbeAnswers.NO_FLANNEL));
    }

    @Override
    public Outcome<Optional<Ping>> startPing(HostName host, String address, Duration longest) {
        return on(
                host,
                () -> cluster.probes.pings.containsKey(host)
                        ? Optional.of(new Ping(host, new FilePath("/run/etcd-tls-ping." + host)))
                        : Optional.empty());
    }

    @Override
    public Outcome<PingGap> endPing(Ping ping) {
        return on(ping.host(), () -> ping)
                .then(_ -> Optional.ofNullable(cluster.probes.pings.get(ping.host()))
                        .<Outcome<PingGap>>map(gap -> new Outcome.Done<>(gap.get()))
                        .orElseGet(() -> new Outcome.Refused<>(Trouble.of(
                                ErrorCode.STEP_FAILED, "hosts/" + ping.host(), "nothing of the ping is left"))));
    }

    private <T> Outcome<T> on(HostName host, Supplier<T> answer) {
        return tool.look(() -> SimulatedTool.unless(cluster.host(host).unreachable, answer));
    }
}
