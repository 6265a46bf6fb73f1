package dev.etcdtls.plan;

import dev.etcdtls.certificate.MemberRequests;
import dev.etcdtls.config.EtcdSettings;
import dev.etcdtls.guard.SeatedMember;
import dev.etcdtls.guard.SecondBootstrap;
import dev.etcdtls.guard.SettingValue;
import dev.etcdtls.guard.TlsSettings;
import dev.etcdtls.model.Authority;
import dev.etcdtls.model.ClientUrl;
import dev.etcdtls.model.PeerUrl;
import dev.etcdtls.model.Scheme;
import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.observation.MemberObservation;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The settings of a member with TLS only. The {@code initial-*} flags are not looked at once there is a WAL; they are made true because a
 * lost data folder, a restore or a later {@code member add} reads them.
 */
final class EnforceSettings {
    static final String LISTEN_CLIENT = "listen-client-urls";
    static final String LISTEN_CLIENT_HTTP = "listen-client-http-urls";
    static final String LISTEN_PEER = "listen-peer-urls";
    static final String ADVERTISE_CLIENT = "advertise-client-urls";

    private EnforceSettings() {}

    /** What the running process lacks of them. */
    static SortedMap<String, String> missing(SeatedMember seat, Situation situation, ClusterObservation state) {
        return SettingValue.missing(wanted(seat, situation, state), seat.running());
    }

    /** The peer URLs of a member in one scheme. */
    static List<PeerUrl> peerUrls(MemberObservation member, Scheme scheme) {
        return member.membership().peerUrls().stream()
                .map(url -> url.with(scheme))
                .distinct()
                .sorted()
                .toList();
    }

    private static SortedMap<String, String> wanted(SeatedMember seat, Situation situation, ClusterObservation state) {
        EtcdSettings running = seat.running();
        Predicate<Authority> kept = situation::keepsPlaintext;
        SortedMap<String, String> wanted = new TreeMap<>(TlsSettings.FILES);
        wanted.put(TlsSettings.CLIENT_CERT_AUTH, "true");
        wanted.put(TlsSettings.PEER_CLIENT_CERT_AUTH, "true");
        wanted.put(
                TlsSettings.ALLOWED_PEER_NAME,
                MemberRequests.peerName(situation.inventory().cluster()));
        wanted.put(LISTEN_PEER, list(running.listenPeerUrls().stream().map(url -> url.with(Scheme.HTTPS))));
        wanted.put(LISTEN_CLIENT, AcceptSettings.list(ClientListeners.closed(running.listenClientUrls(), kept)));
        wanted.put(ADVERTISE_CLIENT, AcceptSettings.list(ClientListeners.closed(running.advertiseClientUrls(), kept)));
        running.get(LISTEN_CLIENT_HTTP)
                .ifPresent(urls ->
                        wanted.put(LISTEN_CLIENT_HTTP, AcceptSettings.list(ClientListeners.closed(parse(urls), kept))));
        wanted.put("initial-advertise-peer-urls", list(peerUrls(seat.member(), Scheme.HTTPS).stream()));
        wanted.put("initial-cluster", initialCluster(state));
        wanted.put("initial-cluster-state", "existing");
        SecondBootstrap.FLAGS.forEach(flag -> wanted.put(flag, ""));
        return wanted;
    }

    private static String initialCluster(ClusterObservation state) {
        return state.members().stream()
                .sorted(Comparator.comparing(MemberObservation::name).thenComparing(MemberObservation::id))
                .flatMap(member -> peerUrls(member, Scheme.HTTPS).stream().map(url -> member.name() + "=" + url))
                .collect(Collectors.joining(","));
    }

    private static List<ClientUrl> parse(String urls) {
        return Arrays.stream(urls.split(","))
                .map(String::strip)
                .filter(url -> !url.isEmpty())
                .map(ClientUrl::parse)
                .toList();
    }

    private static String list(Stream<PeerUrl> urls) {
        return urls.distinct().map(PeerUrl::toString).collect(Collectors.joining(","));
    }
}
