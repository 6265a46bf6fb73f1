package dev.etcdtls.plan;

import dev.etcdtls.config.EtcdSettings;
import dev.etcdtls.guard.MetricsListener;
import dev.etcdtls.guard.SeatedMember;
import dev.etcdtls.guard.SettingValue;
import dev.etcdtls.guard.TlsSettings;
import dev.etcdtls.model.ClientUrl;
import dev.etcdtls.model.PeerUrl;
import java.util.Collection;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The settings of a member that accepts TLS beside plaintext, and dials with its certificate. */
final class AcceptSettings {
    private static final String LISTEN = "listen-client-urls";
    private static final String ADVERTISE = "advertise-client-urls";

    private AcceptSettings() {}

    /** What the running process lacks of them; nothing for a member whose plaintext is closed: what it lacks is for enforce. */
    static SortedMap<String, String> missing(SeatedMember seat, Situation situation) {
        EtcdSettings running = seat.running();
        return isClosed(running) ? new TreeMap<>() : SettingValue.missing(wanted(running, situation), running);
    }

    /** Whether every listener for other hosts, of clients and of peers, is https. */
    static boolean isClosed(EtcdSettings running) {
        return ClientListeners.plaintextForOthers(running.listenClientUrls()).isEmpty()
                && running.listenPeerUrls().stream().allMatch(PeerUrl::isHttps);
    }

    private static SortedMap<String, String> wanted(EtcdSettings running, Situation situation) {
        SortedMap<String, String> wanted = new TreeMap<>(TlsSettings.FILES);
        wanted.put(TlsSettings.CLIENT_CERT_AUTH, "true");
        wanted.put(LISTEN, list(ClientListeners.dual(running, situation.extraPort())));
        // etcd asks for it by name as soon as the listeners are set explicitly, be it with the value that it has by
        // default.
        wanted.put(ADVERTISE, list(running.advertiseClientUrls()));
        MetricsListener.wanted(running, situation.inventory())
                .ifPresent(urls -> wanted.put(MetricsListener.FLAG, urls));
        return wanted;
    }

    static String list(Collection<ClientUrl> urls) {
        return urls.stream().map(ClientUrl::toString).collect(Collectors.joining(","));
    }
}
