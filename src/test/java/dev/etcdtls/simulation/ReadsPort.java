package dev.etcdtls.simulation;

import dev.etcdtls.certificate.CertificateFolder;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.MemberId;
import dev.etcdtls.model.Outcome;
import dev.etcdtls.observation.MemberStatus;
import dev.etcdtls.port.CertificateIssuer.IssuedCertificate;
import dev.etcdtls.port.EtcdEndpoint;
import dev.etcdtls.port.EtcdReads;
import dev.etcdtls.simulation.SimulatedNetwork.Dial;
import java.util.List;
import java.util.Optional;

/** Questions to a member at its endpoint. Who asks over https shows the operator's certificate, or the one on the member's host. */
final class ReadsPort implements EtcdReads {
    private final SimulatedCluster cluster;
    private final SimulatedTool tool;
    private final Identity identity;

    enum Identity {
        OPERATOR,
        MEMBER_ON_HOST
    }

    ReadsPort(SimulatedCluster cluster, SimulatedTool tool, Identity identity) {
        this.cluster = cluster;
        this.tool = tool;
        this.identity = identity;
    }

    @Override
    public Outcome<SelfReport> status(EtcdEndpoint endpoint) {
        return tool.look(() -> reach(endpoint).then(member -> {
            SimulatedRaft raft = cluster.network.raft;
            Optional<MemberId> leader = cluster.network.knowsLeader(member) ? raft.leader : Optional.empty();
            long index = raft.index - member.lag;
            boolean tells = member.host.version.isAtLeast(3, 4, 0);
            List<String> errors = tells ? List.copyOf(raft.alarms) : List.of();
            return new Outcome.Done<>(new SelfReport(
                    raft.cluster,
                    member.id,
                    new MemberStatus(
                            member.host.version,
                            leader,
                            new MemberStatus.Raft(raft.term, index, tells ? index : 0),
                            new MemberStatus.Database(1 << 20, tells ? 1 << 19 : 0),
                            errors)));
        }));
    }

    @Override
    public Outcome<List<Entry>> members(EtcdEndpoint endpoint) {
        return tool.look(() -> reach(endpoint)
                .then(_ -> new Outcome.Done<>(cluster.network.members.values().stream()
                        .map(member -> new Entry(
                                member.id,
                                member.name,
                                member.learner,
                                cluster.network.raft.peerUrls.getOrDefault(member.id, List.of()),
                                cluster.network.raft.clientUrls.getOrDefault(member.id, List.of())))
                        .toList())));
    }

    @Override
    public Outcome<Long> linearizableRead(EtcdEndpoint endpoint) {
        return tool.look(() -> committing(endpoint).then(_ -> new Outcome.Done<>(cluster.network.raft.revision)));
    }

    @Override
    public Outcome<List<String>> alarms(EtcdEndpoint endpoint) {
        return tool.look(
                () -> committing(endpoint).then(_ -> new Outcome.Done<>(List.copyOf(cluster.network.raft.alarms))));
    }

    /** The member, when it can reach a leader: what a call through consensus needs. */
    Outcome<SimulatedMember> committing(EtcdEndpoint endpoint) {
        return reach(endpoint)
                .then(member -> cluster.network.knowsLeader(member)
                        ? new Outcome.Done<>(member)
                        : refused(endpoint, ErrorCode.NO_LEADER, "etcdserver: request timed out"));
    }

    /** The member that answers at the endpoint, or why none does. */
    Outcome<SimulatedMember> reach(EtcdEndpoint endpoint) {
        Optional<SimulatedMember> found = cluster.memberOn(endpoint.host());
        if (found.isEmpty() || cluster.host(endpoint.host()).unreachable.isPresent()) {
            return refused(endpoint, ErrorCode.MEMBER_UNREACHABLE, "the host cannot be reached");
        }
        SimulatedMember member = found.get();
        if (!member.listensAt(endpoint.url().authority())) {
            return refused(endpoint, ErrorCode.MEMBER_UNREACHABLE, "connection refused");
        }
        if (!member.listensForClients(endpoint.url().scheme(), endpoint.url().authority())) {
            return refused(
                    endpoint,
                    ErrorCode.MEMBER_UNREACHABLE,
                    "it does not speak " + endpoint.url().scheme());
        }
        if (!member.ready) {
            return refused(endpoint, ErrorCode.MEMBER_UNREACHABLE, "no answer: it is not ready");
        }
        return refusal(endpoint, member)
                .map(why -> this.<SimulatedMember>refused(endpoint, ErrorCode.MEMBER_UNREACHABLE, why))
                .orElseGet(() -> new Outcome.Done<>(member));
    }

    private Optional<String> refusal(EtcdEndpoint endpoint, SimulatedMember member) {
        if (!endpoint.url().isHttps()) {
            return member.losesPlaintextAt(endpoint.url().authority())
                    ? Optional.of("connection closed: the shared port lost plaintext gRPC")
                    : Optional.empty();
        }
        return dial(member)
                .map(dial -> cluster.network.refusesClientDial(
                        dial, member, endpoint.url().authority()))
                .orElse(Optional.of("the tool has no certificate to show"));
    }

    private Optional<Dial> dial(SimulatedMember member) {
        return switch (identity) {
            case OPERATOR ->
                cluster.run.operator().map(pair -> {
                    IssuedCertificate own = pair.certificate();
                    return new Dial(own.trustedCa(), own.certificate(), "");
                });
            case MEMBER_ON_HOST -> {
                SimulatedFiles files = member.host.files;
                CertificateFolder folder = CertificateFolder.MEMBER;
                yield files.text(folder.certificate().value())
                        .map(own ->
                                new Dial(files.text(folder.trustedCa().value()).orElse(""), own, ""));
            }
        };
    }

    private <T> Outcome<T> refused(EtcdEndpoint endpoint, ErrorCode code, String summary) {
        return new Outcome.Refused<>(Trouble.of(code, "hosts/" + endpoint.host(), endpoint.url() + ": " + summary));
    }
}
