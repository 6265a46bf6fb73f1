package dev.etcdtls.cli;

import dev.etcdtls.config.EtcdSettings;
import dev.etcdtls.guard.PortInUse;
import dev.etcdtls.guard.SeatedMember;
import dev.etcdtls.inventory.Ports;
import dev.etcdtls.model.Authority;
import dev.etcdtls.model.ClientUrl;
import dev.etcdtls.model.Scheme;
import dev.etcdtls.observation.ClusterObservation;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** Where clients dial members over TLS: one URL for each member, in the order of their names. */
final class TlsEndpoints {
    private TlsEndpoints() {}

    /** As the members listen now; for one that has no TLS yet, as accept will make it. */
    static List<String> of(ClusterObservation seen, Ports ports) {
        OptionalInt extra = PortInUse.needsExtraPort(seen) ? OptionalInt.of(ports.extra()) : OptionalInt.empty();
        return SeatedMember.all(seen).stream()
                .sorted(Comparator.comparing(seat -> seat.member().name()))
                .flatMap(seat -> endpoint(seat.running(), extra).stream())
                .map(ClientUrl::toString)
                .distinct()
                .toList();
    }

    /** What the member advertises, if TLS is spoken there; else its first listener that other hosts reach over TLS. */
    private static List<ClientUrl> endpoint(EtcdSettings running, OptionalInt extra) {
        List<ClientUrl> advertised = running.advertiseClientUrls();
        List<ClientUrl> listening = running.listenClientUrls().stream()
                .filter(ClientUrl::isHttps)
                .filter(url -> !url.authority().isLoopback())
                .flatMap(url -> url.authority().isWildcard() ? concrete(advertised, url) : Stream.of(url))
                .toList();
        if (listening.isEmpty()) {
            return advertised.stream()
                    .map(url -> https(
                            url.authority().host(), extra.orElse(url.authority().port())))
                    .limit(1)
                    .toList();
        }
        return listening.stream()
                .sorted(Comparator.comparing(url ->
                        advertised.stream().noneMatch(other -> other.authority().equals(url.authority()))))
                .limit(1)
                .toList();
    }

    private static Stream<ClientUrl> concrete(List<ClientUrl> advertised, ClientUrl wildcard) {
        return advertised.stream()
                .map(ClientUrl::authority)
                .map(Authority::host)
                .map(host -> https(host, wildcard.authority().port()));
    }

    private static ClientUrl https(String host, int port) {
        return new ClientUrl(Scheme.HTTPS, new Authority(host, port));
    }
}
