package dev.etcdtls.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.etcdtls.adapter.yaml.InventoryReader;
import dev.etcdtls.inventory.Inventory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The lab itself: what it promises to be there is there, its witness sees a loss, and nothing stays behind. */
@Tag("representative")
final class LabIT {

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void threeMembersRunAndNothingIsLeftBehind() {
        boolean engineWasThere = Engine.answering().isPresent();
        anAddressOfSomebodyElseIsRespected();
        plantTheBridgeOfAKilledEngine();
        Path directory;
        try (Lab lab = Lab.start(LabOptions.named("lab-it").withWorkload(WorkloadChoice.RUNNING))) {
            directory = lab.directory();
            everyMemberIsHealthy(lab);
            theInventoryIsReadable(lab);
            opsMayUseSudoOverSsh(lab);
            anAttachedLabIsTheSame(lab);
            theWitnessSeesAPlantedLoss(lab);
        }
        ip("netns delete etl-dead");
        assertThat(Lab.up()).isEmpty();
        assertThat(ip("-o link")).doesNotContain("etcdtls0").doesNotContain("etl-veth");
        assertThat(directory).doesNotExist();
        if (!engineWasThere) {
            assertThat(Engine.answering()).isEmpty();
        }
    }

    private static void anAddressOfSomebodyElseIsRespected() {
        ip("link add etl-other type bridge");
        try {
            ip("addr add 198.51.100.200/24 dev etl-other");
            assertThatThrownBy(() -> LabBridge.removeLeftOver(Progress.onStderr()))
                    .isInstanceOf(LabException.class)
                    .hasMessageContaining("etl-other");
            assertThat(ip("-o addr show etl-other")).contains("198.51.100.200");
        } finally {
            ip("link delete etl-other");
        }
    }

    /** With a dead host on it that still answers for the address of m1. */
    private static void plantTheBridgeOfAKilledEngine() {
        ip("link add etcdtls0 type bridge");
        ip("addr add 198.51.100.1/24 dev etcdtls0");
        ip("link set etcdtls0 up");
        ip("netns add etl-dead");
        ip("link add etl-veth master etcdtls0 up type veth peer name eth0 netns etl-dead");
        ip("-n etl-dead addr add 198.51.100.11/24 dev eth0");
        ip("-n etl-dead link set eth0 up");
    }

    private static String ip(String arguments) {
        return LocalCommand.run(("ip " + arguments).split(" "))
                .orThrow(arguments)
                .stdout();
    }

    private static void everyMemberIsHealthy(Lab lab) {
        assertThat(lab.memberAddresses()).containsExactly("198.51.100.11", "198.51.100.12", "198.51.100.13");
        for (String address : lab.memberAddresses()) {
            ExecResult health =
                    lab.exec("w1", "etcdctl", "--endpoints=http://" + address + ":2379", "endpoint", "health");
            assertThat(health.exitCode()).as(health.stderr()).isZero();
        }
        assertThat(lab.hosts()).extracting(LabHost::state).containsOnly("running");
    }

    private static void theInventoryIsReadable(Lab lab) {
        Inventory inventory = InventoryReader.read(lab.directory().resolve(LabDirectory.INVENTORY));
        assertThat(inventory.memberHosts()).hasSize(3);
        assertThat(inventory.consumers()).hasSize(1);
    }

    private static void opsMayUseSudoOverSsh(Lab lab) {
        assertThat(SshTrial.run(lab.directory(), "198.51.100.11", "sudo -n id -u"))
                .isEqualTo("0");
    }

    private static void anAttachedLabIsTheSame(Lab lab) {
        try (Lab attached = Lab.attach(lab.name())) {
            assertThat(attached.hosts()).extracting(LabHost::name).containsExactly("m1", "m2", "m3", "w1");
            assertThat(attached.directory()).isEqualTo(lab.directory());
        }
        assertThat(Lab.up()).containsKey(lab.name());
    }

    private static void theWitnessSeesAPlantedLoss(Lab lab) {
        Workload workload = lab.workload();
        assertThat(workload.verify().lost()).isZero();
        Instant planted = Instant.now();
        workload.plantFalseAcknowledgement(EtcdCluster.clientUrls(lab.memberAddresses()));
        Instant open = planted.plus(Duration.ofMinutes(10));
        assertThat(Deadline.in(Duration.ofSeconds(30))
                        .await(() -> workload.count(planted, open).acknowledged() >= 40))
                .isTrue();
        WorkloadCounts counts = workload.verify(planted, open);
        assertThat(counts.lost()).isEqualTo(1);
        assertThat(counts.lostKeys()).singleElement().asString().endsWith("/0000000010");
    }
}
