package dev.etcdtls.report;

import dev.etcdtls.certificate.CertificateFacts;
import dev.etcdtls.config.EtcdSettings;
import dev.etcdtls.inventory.Inventory;
import dev.etcdtls.model.HostName;
import dev.etcdtls.model.Problem;
import dev.etcdtls.observation.CertificateSet;
import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.observation.EtcdService;
import dev.etcdtls.observation.HostFacts;
import dev.etcdtls.observation.HostObservation;
import dev.etcdtls.observation.MemberObservation;
import dev.etcdtls.observation.MemberStatus;
import dev.etcdtls.observation.Sight;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a look at the cluster found, in tables: {@link AuditText} lays them out, {@link AuditJson} names their columns. */
public record AuditReport(Inventory inventory, ClusterObservation seen) {
    /** @param role {@code leader}, {@code follower}, {@code learner} or {@code does not serve} */
    record MemberRow(String member, String id, String host, String version, String role, String peerUrls) {}

    /** @param speaks what the listener demands, in words */
    record ListenerRow(String host, String plane, String url, String speaks) {}

    record CertificateRow(String host, String set, String commonName, String ends, String inUse) {}

    record ConnectionRow(String member, int port, String from, long count, String who) {}

    List<MemberRow> members() {
        return seen.members().stream().map(this::member).toList();
    }

    List<ListenerRow> listeners() {
        List<ListenerRow> rows = new ArrayList<>();
        for (HostObservation host : seen.hosts()) {
            Optional<EtcdSettings> running = seen.service(host.host())
                    .map(EtcdService::running)
                    .filter(settings -> !settings.values().isEmpty());
            running.ifPresent(settings -> listeners(host.host().value(), settings, rows));
        }
        return rows;
    }

    List<CertificateRow> certificates() {
        return seen.hosts().stream()
                .flatMap(host -> host.sight().seen().stream()
                        .flatMap(facts -> facts.certificates().stream())
                        .map(set -> certificate(host.host().value(), set)))
                .toList();
    }

    /** Who is connected to the members' client ports at this moment; short connections are seen by the census only. */
    List<ConnectionRow> connections() {
        return new Connections(seen)
                .rows().stream()
                        .map(row ->
                                new ConnectionRow(row.member(), row.port(), row.from(), row.count(), who(row.client())))
                        .toList();
    }

    /** Everybody who is connected but the members themselves, each once, in the order of their hosts: whom the inventory must know. */
    public List<ClientSeen> clients() {
        return new Connections(seen)
                .rows().stream()
                        .filter(row -> !(row.client() instanceof Connections.Client.Gateway))
                        .map(row -> ClientSeen.of(row.client(), row.from()))
                        .distinct()
                        .toList();
    }

    private static String who(Connections.Client client) {
        return switch (client) {
            case Connections.Client.Gateway() -> "itself (its JSON gateway)";
            case Connections.Client.Seen(HostName host, String process, String unit) ->
                host + ", " + (process.isEmpty() ? "process not seen" : process) + (unit.isEmpty() ? "" : ", " + unit);
            case Connections.Client.Elsewhere() -> "a machine that the inventory does not name";
        };
    }

    /** What could not be seen, and what members say that is not well. */
    List<String> remarks() {
        List<String> remarks = new ArrayList<>();
        seen.hosts().forEach(host -> reason(host).ifPresent(why -> remarks.add(host.host() + ": " + why)));
        seen.alarms().forEach(alarm -> remarks.add("alarm: " + alarm));
        remarks.addAll(seen.disagreements());
        for (HostObservation host : seen.hosts()) {
            seen.service(host.host())
                    .filter(EtcdService::hasPendingChanges)
                    .ifPresent(_ -> remarks.add(host.host()
                            + ": a restart of etcd would bring changes into force that are not in force now"));
        }
        return remarks;
    }

    private MemberRow member(MemberObservation member) {
        Optional<MemberStatus> status = member.status().seen();
        return new MemberRow(
                member.name().value(),
                member.id().toString(),
                member.host().map(Object::toString).orElse("?"),
                status.map(said -> said.version().toString()).orElse("?"),
                role(member, status),
                String.join(
                        " ",
                        member.membership().peerUrls().stream()
                                .map(Object::toString)
                                .toList()));
    }

    private static String role(MemberObservation member, Optional<MemberStatus> status) {
        if (member.learner()) {
            return "learner";
        }
        if (!member.isServing()) {
            return "does not serve";
        }
        boolean leads = status.flatMap(MemberStatus::leader).equals(Optional.of(member.id()));
        return leads ? "leader" : "follower";
    }

    private static void listeners(String host, EtcdSettings settings, List<ListenerRow> rows) {
        String client = settings.isTrue("client-cert-auth")
                        || settings.get("trusted-ca-file").isPresent()
                ? "TLS, client certificate demanded"
                : "TLS, any client";
        String peer = settings.isTrue("peer-client-cert-auth") ? "TLS, client certificate demanded" : "TLS, any client";
        settings.listenClientUrls()
                .forEach(url -> rows.add(
                        new ListenerRow(host, "client", url.toString(), url.isHttps() ? client : "plaintext")));
        settings.listenPeerUrls()
                .forEach(url ->
                        rows.add(new ListenerRow(host, "peer", url.toString(), url.isHttps() ? peer : "plaintext")));
        settings.listenMetricsUrls()
                .forEach(url -> rows.add(
                        new ListenerRow(host, "metrics", url.toString(), url.isHttps() ? client : "plaintext")));
    }

    private static CertificateRow certificate(String host, CertificateSet set) {
        CertificateFacts leaf = set.leaf();
        return new CertificateRow(
                host,
                "v" + set.version(),
                leaf.names().commonName(),
                Words.moment(leaf.validity().to()),
                set.current() ? "current" : "");
    }

    private static Optional<String> reason(HostObservation host) {
        return switch (host.sight()) {
            case Sight.Seen<HostFacts> _ -> Optional.empty();
            case Sight.Unseen<HostFacts>(Problem why) -> Optional.of(why.summary());
        };
    }
}
