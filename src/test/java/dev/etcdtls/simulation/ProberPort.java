package dev.etcdtls.simulation;

import dev.etcdtls.model.Authority;
import dev.etcdtls.model.HostName;
import dev.etcdtls.model.PeerUrl;
import dev.etcdtls.model.Scheme;
import dev.etcdtls.port.TlsProber;
import java.util.Optional;

/** Tries to get in at simulated listeners. */
final class ProberPort implements TlsProber {
    private final SimulatedCluster cluster;
    private final SimulatedTool tool;

    ProberPort(SimulatedCluster cluster, SimulatedTool tool) {
        this.cluster = cluster;
        this.tool = tool;
    }

    @Override
    public Result probe(HostName via, Authority address, Plane plane, Approach approach) {
        return tool.look(() -> {
            Optional<SimulatedMember> member = cluster.memberOn(via)
                    .filter(found -> found.host.unreachable.isEmpty())
                    .filter(found -> found.listensAt(address));
            return member.map(found ->
                            plane == Plane.CLIENT ? client(found, address, approach) : peer(found, address, approach))
                    .orElse(new Result.Unreachable("connection refused"));
        });
    }

    private Result client(SimulatedMember member, Authority address, Approach approach) {
        boolean plaintext = member.listensForClients(Scheme.HTTP, address);
        if (approach == Approach.PLAINTEXT) {
            return plaintext ? new Result.Accepted("answered in plaintext") : new Result.Refused("EOF");
        }
        if (!member.listensForClients(Scheme.HTTPS, address)) {
            return new Result.Refused("first record does not look like a TLS handshake");
        }
        if (!member.demandsClientCertificates()) {
            return new Result.Accepted("no certificate was asked for");
        }
        return switch (approach) {
            case PLAINTEXT, NO_CERTIFICATE -> new Result.Refused("tls: bad certificate");
            case WRONG_CA -> new Result.Refused("tls: unknown certificate authority");
            case CONSUMER_CERTIFICATE ->
                consumer(
                        member.process
                                .map(SimulatedMember.Process::trustedByClients)
                                .orElse(""),
                        Optional.empty());
        };
    }

    private Result peer(SimulatedMember member, Authority address, Approach approach) {
        boolean plaintext = member.listensForPeers(new PeerUrl(Scheme.HTTP, address));
        if (approach == Approach.PLAINTEXT) {
            return plaintext ? new Result.Accepted("HTTP 200") : new Result.Refused("HTTP 400");
        }
        if (!member.listensForPeers(new PeerUrl(Scheme.HTTPS, address))) {
            return new Result.Refused("first record does not look like a TLS handshake");
        }
        if (!member.demandsPeerCertificates()) {
            return new Result.Accepted("no certificate was asked for");
        }
        return switch (approach) {
            case PLAINTEXT, NO_CERTIFICATE -> new Result.Refused("tls: bad certificate");
            case WRONG_CA -> new Result.Refused("tls: unknown certificate authority");
            case CONSUMER_CERTIFICATE ->
                consumer(
                        member.process
                                .map(SimulatedMember.Process::trustedByPeers)
                                .orElse(""),
                        member.allowedPeerName());
        };
    }

    /** The operator's certificate is a consumer's: client usage only, no names. */
    private Result consumer(String trusted, Optional<String> allowedName) {
        return cluster.run
                .operator()
                .map(pair -> {
                    String own = pair.certificate().certificate();
                    SimulatedTls tls = cluster.network.tls;
                    return tls.refusesClient(trusted, own, cluster.clock.now())
                            .or(() -> allowedName.flatMap(name -> tls.refusesPeer(own, "", allowedName)))
                            .<Result>map(Result.Refused::new)
                            .orElse(new Result.Accepted("HTTP 200"));
                })
                .orElse(new Result.Unreachable("there is no certificate to try"));
    }
}
