package dev.etcdtls.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etcdtls.inventory.ConsumerEntry;
import dev.etcdtls.inventory.ConsumerEntry.Behaviour;
import dev.etcdtls.inventory.ConsumerEntry.Kind;
import dev.etcdtls.inventory.Moving;
import dev.etcdtls.inventory.UnitSettings;
import dev.etcdtls.model.ClientUrl;
import dev.etcdtls.model.ConsumerName;
import dev.etcdtls.model.FilePath;
import dev.etcdtls.model.HostName;
import dev.etcdtls.model.UnitName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class OwnerSettingsTest {
    private static final ConsumerEndpoints ENDPOINTS = new ConsumerEndpoints(
            List.of(ClientUrl.parse("https://198.51.100.11:2379"), ClientUrl.parse("https://198.51.100.12:2379")),
            Optional.empty());
    private static final String BOTH = "https://198.51.100.11:2379,https://198.51.100.12:2379";

    @Test
    void everyKindIsToldInItsOwnWords() {
        assertThat(of(Kind.KUBE_APISERVER, UnitSettings.NONE))
                .containsExactly(
                        "--etcd-servers=" + BOTH,
                        "--etcd-cafile=/etc/etcd-client/a/current/ca.crt",
                        "--etcd-certfile=/etc/etcd-client/a/current/client.crt",
                        "--etcd-keyfile=/etc/etcd-client/a/current/client.key");
        assertThat(of(Kind.FLANNELD, UnitSettings.NONE))
                .containsExactly(
                        "FLANNELD_ETCD_ENDPOINTS=" + BOTH,
                        "FLANNELD_ETCD_CAFILE=/etc/etcd-client/a/current/ca.crt",
                        "FLANNELD_ETCD_CERTFILE=/etc/etcd-client/a/current/client.crt",
                        "FLANNELD_ETCD_KEYFILE=/etc/etcd-client/a/current/client.key");
        assertThat(of(Kind.UNIT, UnitSettings.NONE))
                .startsWith("endpoints " + BOTH)
                .endsWith("key /etc/etcd-client/a/current/client.key");
    }

    @Test
    void aUnitsOwnVariablesAreFilledIn() {
        UnitSettings patroni = new UnitSettings(new TreeMap<>(Map.of(
                "PATRONI_ETCD3_HOSTS", "{hosts}",
                "PATRONI_ETCD3_CACERT", "{ca}",
                "PATRONI_ETCD3_CERT", "{cert}",
                "PATRONI_ETCD3_KEY", "{key}",
                "PATRONI_ETCD3_PROTOCOL", "https")));

        assertThat(of(Kind.UNIT, patroni))
                .contains(
                        "PATRONI_ETCD3_HOSTS=198.51.100.11:2379,198.51.100.12:2379",
                        "PATRONI_ETCD3_CERT=/etc/etcd-client/a/current/client.crt",
                        "PATRONI_ETCD3_PROTOCOL=https");
    }

    /** Whoever is moved by its owner gets a certificate only where the inventory says where to. */
    @Test
    void theFolderIsTheDeclaredOneOrOneByName() {
        assertThat(ClientPlace.of(entry(Kind.SELF_MOVING, Moving.DEFAULT))).isEmpty();
        assertThat(ClientPlace.of(entry(Kind.FLANNELD, Moving.DEFAULT)))
                .get()
                .extracting(place -> place.folder().key().value())
                .isEqualTo("/etc/etcd-client/a/current/client.key");
        assertThat(ClientPlace.of(entry(Kind.SELF_MOVING, at("/etc/a/tls"))))
                .get()
                .extracting(place -> place.folder().key().value())
                .isEqualTo("/etc/a/tls/current/client.key");
    }

    private static List<String> of(Kind kind, UnitSettings settings) {
        Moving moving = new Moving(
                Moving.DEFAULT.proxy(),
                Moving.DEFAULT.dependents(),
                settings,
                Moving.DEFAULT.applying(),
                Optional.empty(),
                Optional.empty());
        ConsumerEntry entry = entry(kind, moving);
        return OwnerSettings.of(entry, ClientPlace.of(entry).orElseThrow().folder(), ENDPOINTS);
    }

    private static Moving at(String folder) {
        return new Moving(
                Moving.DEFAULT.proxy(),
                Moving.DEFAULT.dependents(),
                UnitSettings.NONE,
                Moving.DEFAULT.applying(),
                Optional.of(new FilePath(folder)),
                Optional.empty());
    }

    private static ConsumerEntry entry(Kind kind, Moving moving) {
        return new ConsumerEntry(
                new ConsumerName("a"),
                kind,
                new HostName("a1"),
                Optional.of(new UnitName("a.service")),
                List.of(),
                new Behaviour(Optional.empty(), false, moving));
    }
}
