package dev.etcdtls.engine.proof;

import dev.etcdtls.config.EtcdSettings;
import dev.etcdtls.engine.observe.RollCall.Seat;
import dev.etcdtls.inventory.Inventory;
import dev.etcdtls.model.Authority;
import dev.etcdtls.model.ClientUrl;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.PeerUrl;
import dev.etcdtls.model.Problem;
import dev.etcdtls.observation.CertificateSet;
import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.observation.EtcdService;
import dev.etcdtls.observation.HostFacts;
import dev.etcdtls.observation.MemberObservation;
import dev.etcdtls.observation.Socket;
import dev.etcdtls.plan.Baseline;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What an observation alone proves: listeners, membership, identities, certificates and their keys. Pure. */
final class Standing {
    private static final String REMEDY = "plan again, which names what is missing";

    private final ClusterObservation seen;
    private final Inventory inventory;

    Standing(ClusterObservation seen, Inventory inventory) {
        this.seen = seen;
        this.inventory = inventory;
    }

    /** The membership names https URLs only, all members agree, none is missing. */
    Proof membership() {
        List<Problem> problems = new ArrayList<>();
        for (MemberObservation member : seen.members()) {
            Stream.concat(
                            member.membership().peerUrls().stream()
                                    .filter(url -> !url.isHttps())
                                    .map(PeerUrl::toString),
                            member.membership().clientUrls().stream()
                                    .filter(url -> !url.isHttps())
                                    .map(ClientUrl::toString))
                    .forEach(url -> problems.add(failed("members/" + member.name(), "it is known as " + url)));
            if (member.host().isEmpty()) {
                problems.add(failed("members/" + member.name(), "it did not answer"));
            }
        }
        seen.disagreements().forEach(words -> problems.add(failed("members", words)));
        seen.alarms().forEach(alarm -> problems.add(failed("members", "an alarm is raised: " + alarm)));
        return Proof.of(
                "membership: https URLs only, agreed by all",
                problems,
                seen.members().stream()
                        .map(member -> member.name() + " " + member.membership().peerUrls())
                        .collect(Collectors.joining(", ")));
    }

    /** Cluster and members are the ones that the plan saw. */
    Proof identities(Baseline baseline) {
        List<Problem> problems = new ArrayList<>();
        if (!seen.cluster().equals(baseline.cluster())) {
            problems.add(failed("members", "the cluster id is " + seen.cluster() + ", it was " + baseline.cluster()));
        }
        SortedSet<String> now = new TreeSet<>();
        seen.members().forEach(member -> now.add(member.name() + " " + member.id()));
        SortedSet<String> then = new TreeSet<>();
        baseline.members().forEach(member -> then.add(member.name() + " " + member.id()));
        if (!now.equals(then)) {
            problems.add(failed("members", "the members are " + now + ", they were " + then));
        }
        return Proof.of("identities: cluster and members as before", problems, seen.cluster() + ": " + now);
    }

    /** A member's process listens with https only and demands client certificates; its sockets show nothing else. */
    Proof listeners(Seat seat) {
        Optional<EtcdService> service = seen.service(seat.host());
        EtcdSettings running = service.map(EtcdService::running).orElse(new EtcdSettings(new TreeMap<>()));
        List<Problem> problems = new ArrayList<>();
        String address = "members/" + seat.name();
        if (running.values().isEmpty()) {
            problems.add(failed(address, "its process could not be seen"));
        }
        plaintext(running).forEach(url -> problems.add(failed(address, "it listens on " + url)));
        Stream.of("client-cert-auth", "peer-client-cert-auth")
                .filter(flag -> !running.isTrue(flag))
                .forEach(flag -> problems.add(failed(address, flag + " is not on")));
        Stream.of("trusted-ca-file", "peer-trusted-ca-file")
                .filter(flag -> running.get(flag).isEmpty())
                .forEach(flag -> problems.add(failed(address, flag + " is not set")));
        SortedSet<Integer> sockets = sockets(seat);
        SortedSet<Integer> unexplained = new TreeSet<>(sockets);
        unexplained.removeAll(ports(running));
        unexplained.forEach(
                port -> problems.add(failed(address, "it listens on port " + port + ", which no setting names")));
        return Proof.of(
                "listeners of " + seat.name() + ": https only, client certificates demanded",
                problems,
                "ports " + sockets);
    }

    /** The certificate set in use on a member's host: its key is the service user's alone; when it ends. */
    Proof certificate(Seat seat, Instant now) {
        String address = "hosts/" + seat.host();
        Optional<CertificateSet> current = seen.facts(seat.host()).flatMap(HostFacts::currentCertificates);
        if (current.isEmpty()) {
            return Proof.of(
                    "certificate of " + seat.name(), List.of(failed(address, "no certificate set is current")), "");
        }
        List<Problem> problems = new ArrayList<>();
        CertificateSet set = current.get();
        if (!set.leaf().validity().to().isAfter(now)) {
            problems.add(failed(
                    address, "the certificate ended at " + set.leaf().validity().to()));
        }
        if (!set.keyMatches()) {
            problems.add(failed(address, "key and certificate do not belong together"));
        }
        boolean own = seen.service(seat.host())
                .filter(service -> service.unit().user().equals(set.access().owner()))
                .isPresent();
        if (!own || !set.access().mode().equals("600")) {
            problems.add(failed(
                    address,
                    "the key is " + set.access().owner() + " " + set.access().mode()));
        }
        return Proof.of(
                "certificate of " + seat.name() + ": its key is the service user's alone",
                problems,
                "ends " + set.leaf().validity().to() + ", " + set.access().owner() + " "
                        + set.access().mode());
    }

    private List<String> plaintext(EtcdSettings running) {
        if (running.values().isEmpty()) {
            return List.of();
        }
        List<Authority> kept = inventory.names().keepPlaintext();
        return Stream.concat(
                        running.listenClientUrls().stream()
                                .filter(url -> !url.isHttps() && !kept.contains(url.authority()))
                                .map(ClientUrl::toString),
                        running.listenPeerUrls().stream()
                                .filter(url -> !url.isHttps())
                                .map(PeerUrl::toString))
                .toList();
    }

    private static SortedSet<Integer> ports(EtcdSettings running) {
        SortedSet<Integer> ports = new TreeSet<>();
        running.listenClientUrls().forEach(url -> ports.add(url.authority().port()));
        running.listenPeerUrls().forEach(url -> ports.add(url.authority().port()));
        running.listenMetricsUrls().forEach(url -> ports.add(url.authority().port()));
        return ports;
    }

    private SortedSet<Integer> sockets(Seat seat) {
        String unit = seen.service(seat.host())
                .map(service -> service.unit().name().value())
                .orElse("");
        return seen.facts(seat.host()).stream()
                .flatMap(facts -> facts.sockets().stream())
                .filter(socket -> socket.state() == Socket.State.LISTENING)
                .filter(socket ->
                        socket.process().startsWith("etcd/") || socket.unit().equals(unit))
                .map(socket -> socket.local().port())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Problem failed(String address, String summary) {
        return new Problem(ErrorCode.PROOF_FAILED, address, summary, REMEDY);
    }
}
