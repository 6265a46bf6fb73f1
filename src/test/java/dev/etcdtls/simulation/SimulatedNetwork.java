package dev.etcdtls.simulation;

import dev.etcdtls.model.MemberId;
import dev.etcdtls.model.PeerUrl;
import dev.etcdtls.model.Quorum;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who reaches whom, and what follows for leadership. A raft link needs only one side that can dial the other (the one dials streams, the
 * other posts), so a cluster may be healthy over one-way links; live streams are taken as broken at once, which is the worst case.
 */
final class SimulatedNetwork {
    /** From the start of the process to its earliest answer to a client. */
    static final Duration START = Duration.ofMillis(800);

    final Map<MemberId, SimulatedMember> members = new LinkedHashMap<>();
    final SimulatedRaft raft = new SimulatedRaft();
    final SimulatedTls tls = new SimulatedTls();
    final SimulatedClock clock;

    SimulatedNetwork(SimulatedClock clock) {
        this.clock = clock;
    }

    /** Brings leadership and readiness up to date; called before every look and after every change. */
    void settle() {
        raft.lead(raft.leader
                .filter(leader -> holdsQuorum(member(leader)))
                .or(() -> members.values().stream()
                        .filter(this::holdsQuorum)
                        .min(Comparator.comparing((SimulatedMember member) -> member.lag)
                                .thenComparing(member -> member.name))
                        .map(member -> member.id)));
        for (SimulatedMember member : members.values()) {
            boolean waited = member.process
                    .filter(process -> !clock.now().isBefore(process.since().plus(START)))
                    .isPresent();
            if (!member.ready && waited && knowsLeader(member)) {
                member.ready = true;
                raft.clientUrls.put(member.id, member.advertised());
                raft.commit();
            }
        }
    }

    SimulatedMember member(MemberId id) {
        SimulatedMember member = members.get(id);
        if (member == null) {
            throw new IllegalArgumentException("no member has the id " + id);
        }
        return member;
    }

    boolean knowsLeader(SimulatedMember member) {
        return member.process.isPresent()
                && raft.leader
                        .filter(leader -> leader.equals(member.id) || linked(member, member(leader)))
                        .isPresent();
    }

    boolean leads(SimulatedMember member) {
        return raft.leader.filter(member.id::equals).isPresent();
    }

    boolean linked(SimulatedMember one, SimulatedMember other) {
        return canDial(one, other) || canDial(other, one);
    }

    /** Whether one of the other's URLs in the raft store can be dialled: pickers go through all of them. */
    boolean canDial(SimulatedMember from, SimulatedMember to) {
        return from.process.isPresent()
                && raft.peerUrls.getOrDefault(to.id, List.of()).stream()
                        .anyMatch(url -> refusesDial(from, to, url).isEmpty());
    }

    private boolean holdsQuorum(SimulatedMember member) {
        if (member.process.isEmpty() || member.learner) {
            return false;
        }
        List<SimulatedMember> voters =
                members.values().stream().filter(voter -> !voter.learner).toList();
        long reached = voters.stream()
                .filter(voter -> voter == member || linked(member, voter))
                .count();
        return reached >= new Quorum(voters.size()).size();
    }

    /** Why the process of one member cannot dial a peer URL of another with the certificates that both have loaded. */
    private Optional<String> refusesDial(SimulatedMember from, SimulatedMember to, PeerUrl url) {
        if (!to.listensForPeers(url)) {
            return Optional.of("connection refused");
        }
        if (!url.isHttps()) {
            return Optional.empty();
        }
        String trusted =
                from.process.map(SimulatedMember.Process::trustedByPeers).orElse("");
        String own = setting(from, "peer-cert-file");
        return refusesPeerDial(new Dial(trusted, own, from.host.address), to, url);
    }

    /**
     * @param trusted PEM of the CAs that the dialler trusts
     * @param certificate PEM that the dialler presents when it is asked
     * @param source address it comes from
     */
    record Dial(String trusted, String certificate, String source) {}

    /** Why a TLS dial of a member's peer listener fails. */
    Optional<String> refusesPeerDial(Dial dial, SimulatedMember to, PeerUrl url) {
        Optional<String> server =
                tls.refusesServer(dial.trusted(), setting(to, "peer-cert-file"), url.authority(), clock.now());
        if (server.isPresent() || !to.demandsPeerCertificates()) {
            return server;
        }
        String trusted = to.process.map(SimulatedMember.Process::trustedByPeers).orElse("");
        return tls.refusesClient(trusted, dial.certificate(), clock.now())
                .or(() -> tls.refusesPeer(dial.certificate(), dial.source(), to.allowedPeerName()));
    }

    /** Why a client's TLS dial of a member fails. */
    Optional<String> refusesClientDial(Dial dial, SimulatedMember to, dev.etcdtls.model.Authority address) {
        Optional<String> server = tls.refusesServer(dial.trusted(), setting(to, "cert-file"), address, clock.now());
        if (server.isPresent() || !to.demandsClientCertificates()) {
            return server;
        }
        String trusted =
                to.process.map(SimulatedMember.Process::trustedByClients).orElse("");
        return tls.refusesClient(trusted, dial.certificate(), clock.now());
    }

    /** The text of the file that a running process names, as it lies on its host now; empty without one. */
    static String setting(SimulatedMember member, String flag) {
        return member.running().get(flag).flatMap(member.host.files::text).orElse("");
    }
}
