package dev.etcdtls.consumer;

import dev.etcdtls.certificate.CertificateFolder;
import dev.etcdtls.inventory.ConsumerEntry;
import dev.etcdtls.inventory.UnitSettings;
import dev.etcdtls.inventory.UnitSettings.Placeholder;
import dev.etcdtls.model.Authority;
import dev.etcdtls.model.ClientUrl;
import java.util.List;
import java.util.stream.Collectors;

/** What a consumer must be told, all at once, so that it speaks mutual TLS: in the words of its own kind, for whoever moves it. */
public final class OwnerSettings {
    private OwnerSettings() {}

    public static List<String> of(ConsumerEntry consumer, CertificateFolder folder, ConsumerEndpoints endpoints) {
        return switch (consumer.kind()) {
            case KUBE_APISERVER ->
                named(
                        List.of("--etcd-servers=", "--etcd-cafile=", "--etcd-certfile=", "--etcd-keyfile="),
                        folder,
                        endpoints);
            case FLANNELD ->
                named(
                        List.of(
                                "FLANNELD_ETCD_ENDPOINTS=",
                                "FLANNELD_ETCD_CAFILE=",
                                "FLANNELD_ETCD_CERTFILE=",
                                "FLANNELD_ETCD_KEYFILE="),
                        folder,
                        endpoints);
            case UNIT -> unit(consumer.behaviour().moving().settings(), folder, endpoints);
            case SELF_MOVING -> plain(folder, endpoints);
        };
    }

    private static List<String> unit(UnitSettings settings, CertificateFolder folder, ConsumerEndpoints endpoints) {
        if (settings.isEmpty()) {
            return plain(folder, endpoints);
        }
        return settings.filled(placeholder -> value(placeholder, folder, endpoints)).entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .toList();
    }

    private static List<String> plain(CertificateFolder folder, ConsumerEndpoints endpoints) {
        return named(List.of("endpoints ", "CA ", "certificate ", "key "), folder, endpoints);
    }

    /** @param names of endpoints, CA, certificate and key */
    private static List<String> named(List<String> names, CertificateFolder folder, ConsumerEndpoints endpoints) {
        return List.of(
                names.get(0) + value(Placeholder.ENDPOINTS, folder, endpoints),
                names.get(1) + value(Placeholder.CA, folder, endpoints),
                names.get(2) + value(Placeholder.CERTIFICATE, folder, endpoints),
                names.get(3) + value(Placeholder.KEY, folder, endpoints));
    }

    private static String value(Placeholder placeholder, CertificateFolder folder, ConsumerEndpoints endpoints) {
        return switch (placeholder) {
            case ENDPOINTS -> endpoints.urls().stream().map(ClientUrl::toString).collect(Collectors.joining(","));
            case HOSTS ->
                endpoints.urls().stream()
                        .map(ClientUrl::authority)
                        .map(Authority::toString)
                        .collect(Collectors.joining(","));
            case CA -> folder.trustedCa().value();
            case CERTIFICATE -> folder.certificate().value();
            case KEY -> folder.key().value();
        };
    }
}
