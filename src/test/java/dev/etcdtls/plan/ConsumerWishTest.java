package dev.etcdtls.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etcdtls.certificate.CertificateFolder;
import dev.etcdtls.consumer.ClientSettings;
import dev.etcdtls.inventory.ConsumerEntry;
import dev.etcdtls.model.Authority;
import dev.etcdtls.model.ClientUrl;
import dev.etcdtls.model.ConsumerName;
import dev.etcdtls.model.FilePath;
import dev.etcdtls.model.HostName;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

final class ConsumerWishTest {
    private static final CertificateFolder FOLDER =
            CertificateFolder.ofClient(new FilePath("/etc/etcd-client/apiserver-a1"));
    private static final List<ClientUrl> TLS =
            List.of(ClientUrl.parse("https://198.51.100.11:2379"), ClientUrl.parse("https://198.51.100.12:2379"));
    private static final Set<Authority> CLUSTER =
            Set.of(Authority.parse("198.51.100.11:2379"), Authority.parse("198.51.100.12:2379"));

    /** A list of both schemes speaks whatever its first endpoint says, so it becomes a list of one. */
    @Test
    void aMixedListBecomesHttpsAsAWhole() {
        assertThat(values("--etcd-servers=http://198.51.100.11:2379,https://198.51.100.12:2379"))
                .containsOnlyKeys("etcd-servers", "etcd-cafile", "etcd-certfile", "etcd-keyfile")
                .containsEntry("etcd-servers", "https://198.51.100.11:2379,https://198.51.100.12:2379")
                .containsEntry("etcd-keyfile", "/etc/etcd-client/apiserver-a1/current/client.key");
    }

    /** Events of this cluster go along; leases that lie in another cluster stay where they are. */
    @Test
    void overridesOfThisClusterGoAlongAndOthersStay() {
        assertThat(
                        values(
                                "--etcd-servers=http://198.51.100.11:2379",
                                "--etcd-servers-overrides=/events#http://198.51.100.11:2379,coordination.k8s.io/leases#http://203.0.113.5:2379"))
                .containsEntry(
                        "etcd-servers-overrides",
                        "/events#https://198.51.100.11:2379;https://198.51.100.12:2379,coordination.k8s.io/leases#http://203.0.113.5:2379");
    }

    private static SortedMap<String, String> values(String... flags) {
        List<String> argv = new java.util.ArrayList<>(List.of("/usr/local/bin/kube-apiserver"));
        argv.addAll(List.of(flags));
        ConsumerEntry consumer = new ConsumerEntry(
                new ConsumerName("apiserver-a1"),
                ConsumerEntry.Kind.KUBE_APISERVER,
                new HostName("a1"),
                Optional.empty(),
                List.of(),
                new ConsumerEntry.Behaviour(Optional.empty(), false));
        return new ConsumerWish(consumer, ClientSettings.ofKubeApiserver(argv), FOLDER, TLS).values(CLUSTER);
    }
}
