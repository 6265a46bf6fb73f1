package dev.etcdtls.consumer;

import dev.etcdtls.certificate.CertificateFolder;
import dev.etcdtls.inventory.ConsumerEntry;
import dev.etcdtls.inventory.Inventory;
import dev.etcdtls.model.ConsumerName;
import dev.etcdtls.model.FilePath;
import dev.etcdtls.model.HostName;
import dev.etcdtls.model.UnitName;
import java.util.List;
import java.util.Optional;

/**
 * Where the certificate of a declared consumer belongs.
 *
 * @param unit whose user owns the key; absent where the consumer has none
 */
public record ClientPlace(ConsumerName consumer, HostName host, Optional<UnitName> unit, CertificateFolder folder) {
    /** Below it each consumer has a folder of its own, unless the inventory names another one. */
    public static final FilePath BASE = new FilePath("/etc/etcd-client");

    /** Empty for a consumer that its owner moves with a certificate of his own making. */
    public static Optional<ClientPlace> of(ConsumerEntry consumer) {
        Optional<FilePath> said = consumer.behaviour().moving().certificates();
        FilePath folder = said.orElseGet(() -> BASE.child(consumer.name().value()));
        ClientPlace place =
                new ClientPlace(consumer.name(), consumer.host(), consumer.unit(), CertificateFolder.ofClient(folder));
        return switch (consumer.kind()) {
            case KUBE_APISERVER, FLANNELD, UNIT -> Optional.of(place);
            case SELF_MOVING -> said.map(_ -> place);
        };
    }

    /** Of all declared consumers, in the order of the inventory. */
    public static List<ClientPlace> all(Inventory inventory) {
        return inventory.consumers().stream()
                .flatMap(consumer -> of(consumer).stream())
                .toList();
    }

    /** Those on one host. */
    public static List<ClientPlace> on(Inventory inventory, HostName host) {
        return all(inventory).stream()
                .filter(place -> place.host().equals(host))
                .toList();
    }
}
