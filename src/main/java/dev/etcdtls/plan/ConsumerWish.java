package dev.etcdtls.plan;

import dev.etcdtls.certificate.CertificateFolder;
import dev.etcdtls.consumer.ClientSettings;
import dev.etcdtls.consumer.Endpoint;
import dev.etcdtls.consumer.ServersOverride;
import dev.etcdtls.inventory.ConsumerEntry;
import dev.etcdtls.inventory.UnitSettings.Placeholder;
import dev.etcdtls.model.Authority;
import dev.etcdtls.model.ClientUrl;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The values that a consumer's settings are to have, by the names that {@link ConsumerKeys} gives them. */
final class ConsumerWish {
    private final ConsumerEntry consumer;
    private final ClientSettings now;
    private final CertificateFolder folder;
    private final List<ClientUrl> endpoints;

    ConsumerWish(ConsumerEntry consumer, ClientSettings now, CertificateFolder folder, List<ClientUrl> endpoints) {
        this.consumer = consumer;
        this.now = now;
        this.folder = folder;
        this.endpoints = endpoints;
    }

    /** @param cluster every address that leads to a member of this cluster */
    SortedMap<String, String> values(Set<Authority> cluster) {
        return switch (consumer.kind()) {
            case KUBE_APISERVER -> {
                SortedMap<String, String> values = flags("etcd-servers");
                if (!now.overrides().isEmpty()) {
                    values.put(ConsumerKeys.OVERRIDES, overrides(cluster));
                }
                yield values;
            }
            case FLANNELD -> flags("etcd-endpoints");
            case UNIT -> consumer.behaviour().moving().settings().filled(this::value);
            case SELF_MOVING ->
                throw new IllegalArgumentException("consumer " + consumer.name() + " is moved by its owner");
        };
    }

    private SortedMap<String, String> flags(String servers) {
        SortedMap<String, String> values = new TreeMap<>();
        values.put(servers, value(Placeholder.ENDPOINTS));
        values.put("etcd-cafile", value(Placeholder.CA));
        values.put("etcd-certfile", value(Placeholder.CERTIFICATE));
        values.put("etcd-keyfile", value(Placeholder.KEY));
        return values;
    }

    private String value(Placeholder placeholder) {
        return switch (placeholder) {
            case ENDPOINTS -> endpoints.stream().map(ClientUrl::toString).collect(Collectors.joining(","));
            case HOSTS ->
                endpoints.stream()
                        .map(ClientUrl::authority)
                        .map(Authority::toString)
                        .collect(Collectors.joining(","));
            case CA -> folder.trustedCa().value();
            case CERTIFICATE -> folder.certificate().value();
            case KEY -> folder.key().value();
        };
    }

    /** Servers of this cluster get TLS, those of another one stay as they are. */
    private String overrides(Set<Authority> cluster) {
        Set<String> hosts = new HashSet<>();
        cluster.forEach(address -> hosts.add(address.host()));
        return now.overrides().stream()
                .map(override -> isOurs(override, hosts)
                        ? override.resource() + "#"
                                + endpoints.stream().map(ClientUrl::toString).collect(Collectors.joining(";"))
                        : override.toString())
                .collect(Collectors.joining(","));
    }

    private static boolean isOurs(ServersOverride override, Set<String> hosts) {
        return override.servers().stream()
                .map(Endpoint::host)
                .anyMatch(host -> host.filter(hosts::contains).isPresent());
    }
}
