package dev.etcdtls.simulation;

import dev.etcdtls.config.EtcdSettings;
import dev.etcdtls.model.Authority;
import dev.etcdtls.model.ClientUrl;
import dev.etcdtls.model.MemberId;
import dev.etcdtls.model.MemberName;
import dev.etcdtls.model.PeerUrl;
import dev.etcdtls.model.Scheme;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** A member: its identity, its host, and the process that runs or does not. Mutable state; the cluster guards it. */
final class SimulatedMember {
    final MemberId id;
    final MemberName name;
    final SimulatedHost host;
    boolean learner;
    long lag;
    long divergence;
    Optional<Process> process = Optional.empty();
    boolean failed;
    /** Whether it has published itself since its start: until then clients get no answer (etcd's READY). */
    boolean ready;

    /**
     * A running etcd. Trusted CAs are read once at the start; certificates and keys at every handshake, so they are not in here.
     *
     * @param trustedByPeers the text of {@code peer-trusted-ca-file} at the start, empty without one
     * @param trustedByClients the text of {@code trusted-ca-file} at the start, empty without one
     */
    record Process(
            EtcdSettings settings, Instant since, String trustedByPeers, String trustedByClients, Listeners listeners) {
        Process(EtcdSettings settings, Instant since, String trustedByPeers, String trustedByClients) {
            this(
                    settings,
                    since,
                    trustedByPeers,
                    trustedByClients,
                    new Listeners(settings.listenClientUrls(), settings.listenPeerUrls()));
        }
    }

    /** Where a process listens, read once: it is asked some thousand times in the life of a process. */
    record Listeners(List<ClientUrl> clients, List<PeerUrl> peers) {}

    SimulatedMember(MemberId id, MemberName name, SimulatedHost host) {
        this.id = id;
        this.name = name;
        this.host = host;
    }

    /** The process that a start with the host's files as they are now gives. */
    Process processNow(Instant at) {
        EtcdSettings settings = host.onNextStart();
        return new Process(
                settings, at, trusted(settings, "peer-trusted-ca-file"), trusted(settings, "trusted-ca-file"));
    }

    private String trusted(EtcdSettings settings, String flag) {
        return settings.get(flag).flatMap(host.files::text).orElse("");
    }

    List<ClientUrl> listenClientUrls() {
        return process.map(now -> now.listeners().clients())
                .orElseGet(() -> running().listenClientUrls());
    }

    EtcdSettings running() {
        return process.map(Process::settings).orElse(new EtcdSettings(new TreeMap<>()));
    }

    String activeState() {
        if (process.isEmpty()) {
            return failed ? "failed" : "inactive";
        }
        return ready ? "active" : "activating";
    }

    /** Whether the process serves clients of the scheme at the address. */
    boolean listensForClients(Scheme scheme, Authority address) {
        return process.stream()
                .flatMap(now -> now.listeners().clients().stream())
                .anyMatch(url -> url.scheme() == scheme && covers(url.authority(), address));
    }

    boolean listensForPeers(PeerUrl dialled) {
        return process.stream()
                .flatMap(now -> now.listeners().peers().stream())
                .anyMatch(url -> url.scheme() == dialled.scheme() && covers(url.authority(), dialled.authority()));
    }

    /** Whether anything listens there, whatever it speaks. */
    boolean listensAt(Authority address) {
        return listensForClients(Scheme.HTTP, address)
                || listensForClients(Scheme.HTTPS, address)
                || listensForPeers(new PeerUrl(Scheme.HTTP, address))
                || listensForPeers(new PeerUrl(Scheme.HTTPS, address));
    }

    /** Whether its client listeners verify certificates: from 3.4 on a trusted CA alone is enough. */
    boolean demandsClientCertificates() {
        return running().isTrue("client-cert-auth")
                || host.version.isAtLeast(3, 4, 0)
                        && running().get("trusted-ca-file").isPresent();
    }

    boolean demandsPeerCertificates() {
        return running().isTrue("peer-client-cert-auth")
                || host.version.isAtLeast(3, 4, 0)
                        && running().get("peer-trusted-ca-file").isPresent();
    }

    /** The name that a peer's certificate must carry, where the version knows that flag. */
    Optional<String> allowedPeerName() {
        return host.version.limitsPeersByHostName() ? running().get("peer-cert-allowed-hostname") : Optional.empty();
    }

    /** Below 3.4.25 and 3.5.8 a shared port hands plaintext gRPC to the TLS server; the simulation always loses that race. */
    boolean losesPlaintextAt(Authority address) {
        return !host.version.servesBothSchemesOnOnePort()
                && listensForClients(Scheme.HTTP, address)
                && listensForClients(Scheme.HTTPS, address);
    }

    List<ClientUrl> advertised() {
        return running().advertiseClientUrls();
    }

    private static boolean covers(Authority listener, Authority dialled) {
        return listener.port() == dialled.port()
                && (listener.isWildcard()
                        || listener.host().equals(dialled.host())
                        || listener.isLoopback() && dialled.isLoopback());
    }
}
