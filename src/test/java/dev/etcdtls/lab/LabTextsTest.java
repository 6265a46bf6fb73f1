package dev.etcdtls.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.etcdtls.adapter.yaml.InventoryReader;
import dev.etcdtls.inventory.ConsumerEntry;
import dev.etcdtls.inventory.ConsumerEntry.Kind;
import dev.etcdtls.inventory.Inventory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the lab writes is what etcd-tls reads. */
final class LabTextsTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void aLabWithoutGuestsHasNoConsumers() throws IOException {
        Inventory inventory = inventory(Guests.none());
        assertThat(inventory.hosts()).extracting(host -> host.name().value()).containsExactly("m1", "m2", "m3");
        assertThat(inventory.consumers()).isEmpty();
        assertThat(inventory.names().client()).isEmpty();
    }

    @Test
    void consumersAreDeclaredWithTheFileThatSaysWhereEtcdIs() throws IOException {
        Inventory inventory = inventory(Guests.none()
                .withWorkload(WorkloadChoice.RUNNING)
                .withApiservers(2)
                .withFlannelNodes(1));
        assertThat(inventory.consumers())
                .extracting(
                        consumer -> consumer.name().value(),
                        ConsumerEntry::kind,
                        consumer -> consumer.files().getFirst().value())
                .containsExactly(
                        tuple("workload", Kind.SELF_MOVING, "/etc/default/workload"),
                        tuple("apiserver-a1", Kind.KUBE_APISERVER, "/etc/systemd/system/kube-apiserver.service"),
                        tuple("apiserver-a2", Kind.KUBE_APISERVER, "/etc/default/kube-apiserver"),
                        tuple("flanneld-n1", Kind.FLANNELD, "/etc/flannel/options.env"));
    }

    /** The balancer is nobody's to log in to, the API load speaks to no member, and strangers are not to be known. */
    @Test
    void balancerLoadAndStrangersAreNoHostsOfTheInventory() throws IOException {
        Inventory inventory = inventory(Guests.none()
                .withApiservers(1)
                .withBalancer(BalancerChoice.HTTP)
                .withStrangers(StrangerChoice.RUNNING));
        assertThat(inventory.hosts()).extracting(host -> host.name().value()).containsExactly("m1", "m2", "m3", "a1");
        assertThat(inventory.names().client()).containsExactly("lb");
    }

    private Inventory inventory(Guests guests) throws IOException {
        LabOptions options = LabOptions.named("texts").withGuests(guests);
        Path file = folder.resolve("inventory.yaml");
        LabTexts texts = new LabTexts(options, new LabDirectory(folder), HostPlans.of(options));
        Files.writeString(file, texts.inventory());
        return InventoryReader.read(file);
    }
}
