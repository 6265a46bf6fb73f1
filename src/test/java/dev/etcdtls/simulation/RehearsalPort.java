package dev.etcdtls.simulation;

import dev.etcdtls.certificate.CertificateFolder;
import dev.etcdtls.model.Authority;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.HostName;
import dev.etcdtls.model.Outcome;
import dev.etcdtls.model.PeerUrl;
import dev.etcdtls.model.Problem;
import dev.etcdtls.model.Verdict;
import dev.etcdtls.port.Nothing;
import dev.etcdtls.port.PeerDialer;
import dev.etcdtls.port.Rehearsal;
import dev.etcdtls.simulation.SimulatedNetwork.Dial;
import dev.etcdtls.step.Step.Rehearse.Site;
import java.util.List;
import java.util.Optional;

/** Throw-away servers, and the dials that hosts make with the certificates that lie on them. */
final class RehearsalPort implements Rehearsal, PeerDialer {
    private final SimulatedCluster cluster;
    private final SimulatedTool tool;

    RehearsalPort(SimulatedCluster cluster, SimulatedTool tool) {
        this.cluster = cluster;
        this.tool = tool;
    }

    @Override
    public Outcome<Nothing> serve(Site site, int clientPort, int peerPort) {
        return tool.change(site.host() + ": serve a rehearsal", () -> {
            SimulatedHost host = cluster.host(site.host());
            boolean taken = host.foreignPorts.contains(clientPort) || host.foreignPorts.contains(peerPort);
            Optional<Problem> reason = host.unreachable.or(() -> {
                if (taken) {
                    return Optional.of(problem(ErrorCode.PORT_IN_USE, site.host(), "a rehearsal port is in use"));
                }
                return certificate(host, site.folder()).isEmpty()
                        ? Optional.of(problem(ErrorCode.REHEARSAL_FAILED, site.host(), "no certificate is staged"))
                        : Optional.empty();
            });
            return SimulatedTool.unless(reason, () -> {
                host.rehearsing = true;
                return Nothing.NOTHING;
            });
        });
    }

    @Override
    public Verdict dial(Site from, Site to, int port) {
        return tool.look(() -> {
            SimulatedHost source = cluster.host(from.host());
            SimulatedHost target = cluster.host(to.host());
            if (source.unreachable.isPresent() || !target.rehearsing) {
                return inconclusive(from.host(), "connection refused");
            }
            SimulatedTls tls = cluster.network.tls;
            String own = certificate(source, from.folder());
            Authority address = new Authority(to.address(), port);
            Optional<String> name = Optional.of(to.program().peerHostName()).filter(wanted -> !wanted.isEmpty());
            Optional<String> reason = tls.refusesServer(
                            trusted(source, from.folder()),
                            certificate(target, to.folder()),
                            address,
                            cluster.clock.now())
                    .or(() -> tls.refusesClient(trusted(target, to.folder()), own, cluster.clock.now()))
                    .or(() -> tls.refusesPeer(own, source.address, name));
            return verdict(reason, ErrorCode.REHEARSAL_FAILED, from.host());
        });
    }

    @Override
    public Outcome<Nothing> stop(Site site) {
        return tool.change(site.host() + ": stop the rehearsal", () -> {
            SimulatedHost host = cluster.host(site.host());
            return SimulatedTool.unless(host.unreachable, () -> {
                host.rehearsing = false;
                return Nothing.NOTHING;
            });
        });
    }

    @Override
    public Verdict dial(HostName from, PeerUrl to, CertificateFolder with) {
        return tool.look(() -> {
            SimulatedHost source = cluster.host(from);
            Optional<SimulatedMember> target = cluster.memberAt(to.authority());
            if (source.unreachable.isPresent()
                    || target.isEmpty()
                    || !target.get().listensAt(to.authority())) {
                return inconclusive(from, "connection refused by " + to);
            }
            if (!target.get().listensForPeers(to)) {
                return verdict(Optional.of(to + " does not speak " + to.scheme()), ErrorCode.GATE_FAILED, from);
            }
            Dial dial = new Dial(trusted(source, with), certificate(source, with), source.address);
            Optional<String> reason =
                    to.isHttps() ? cluster.network.refusesPeerDial(dial, target.get(), to) : Optional.empty();
            return verdict(reason, ErrorCode.GATE_FAILED, from);
        });
    }

    private static String certificate(SimulatedHost host, CertificateFolder folder) {
        return host.files.text(folder.certificate().value()).orElse("");
    }

    private static String trusted(SimulatedHost host, CertificateFolder folder) {
        return host.files.text(folder.trustedCa().value()).orElse("");
    }

    private static Verdict verdict(Optional<String> reason, ErrorCode code, HostName from) {
        return reason.<Verdict>map(why -> new Verdict.Fail(List.of(problem(code, from, why))))
                .orElseGet(Verdict::pass);
    }

    private static Verdict inconclusive(HostName from, String why) {
        return new Verdict.Inconclusive(List.of(problem(ErrorCode.GATE_INCONCLUSIVE, from, why)));
    }

    private static Problem problem(ErrorCode code, HostName host, String summary) {
        return Trouble.of(code, "hosts/" + host, summary);
    }
}
