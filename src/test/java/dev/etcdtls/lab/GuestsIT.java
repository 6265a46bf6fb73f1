package dev.etcdtls.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etcdtls.adapter.yaml.InventoryReader;
import dev.etcdtls.inventory.Inventory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The lab's guests are the real things, and their witnesses see each loss that is planted. */
final class GuestsIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration OPEN = Duration.ofMinutes(30);

    @Test
    @Timeout(value = 30, unit = TimeUnit.MINUTES)
    void kubernetesFlannelAndTheBalancerWorkAndTheirWitnessesSeeALoss() {
        Guests guests = Guests.none()
                .withApiservers(2)
                .withFlannelNodes(3)
                .withBalancer(BalancerChoice.HTTP)
                .withStrangers(StrangerChoice.RUNNING);
        try (Lab lab = Lab.start(LabOptions.named("guests-it").withGuests(guests))) {
            everyHostRuns(lab);
            theInventoryDeclaresTheConsumersAlone(lab);
            anObjectGoesThroughTheBalancerToEveryApiserver(lab);
            theBalancerSeesAMemberThatIsDown(lab);
            echoesFlowBetweenAllNodes(lab);
            aRestartOfFlanneldKeepsTheSubnet(lab);
            dockerGoesDownWithFlanneldOnlyWhenItRequiresIt(lab);
            aDroppedEchoIsCounted(lab);
            aDroppedObjectAndADroppedEventAreLost(lab);
            strangersSpeakToTheMembers(lab);
        }
        assertThat(Lab.up()).isEmpty();
    }

    private static void everyHostRuns(Lab lab) {
        assertThat(lab.hosts())
                .extracting(LabHost::name)
                .containsExactly("m1", "m2", "m3", "a1", "a2", "n1", "n2", "n3", "lb", "k1", "k2");
        assertThat(lab.hosts()).extracting(LabHost::state).containsOnly("running");
        assertThat(lab.apiservers()).hasSize(2).allMatch(KubeApiserver::isReady);
    }

    private static void theInventoryDeclaresTheConsumersAlone(Lab lab) {
        Inventory inventory = InventoryReader.read(lab.directory().resolve(LabDirectory.INVENTORY));
        assertThat(inventory.consumers())
                .extracting(consumer -> consumer.name().value())
                .containsExactly("apiserver-a1", "apiserver-a2", "flanneld-n1", "flanneld-n2", "flanneld-n3");
        inventory.consumers().forEach(consumer -> {
            String file = consumer.files().getFirst().value();
            assertThat(lab.exec(consumer.host().value(), "grep", "-c", "http://198.51.100.11:2379", file)
                            .text())
                    .as(file)
                    .isEqualTo("1");
        });
    }

    private static void anObjectGoesThroughTheBalancerToEveryApiserver(Lab lab) {
        lab.apiLoad()
                .kubectl("create", "configmap", "through-the-balancer", "--from-literal=a=b")
                .orThrow("creating a ConfigMap");
        for (KubeApiserver apiserver : lab.apiservers()) {
            assertThat(lab.apiLoad()
                            .kubectl(
                                    "--server=" + apiserver.url(),
                                    "get",
                                    "configmap",
                                    "through-the-balancer",
                                    "-o",
                                    "name")
                            .text())
                    .isEqualTo("configmap/through-the-balancer");
        }
    }

    private static void theBalancerSeesAMemberThatIsDown(Lab lab) {
        Balancer balancer = lab.balancer();
        lab.exec("m3", "systemctl", "stop", "etcd").orThrow("stopping m3");
        assertThat(within(() -> "DOWN".equals(balancer.states().get("etcd/m3"))))
                .isTrue();
        assertThat(balancer.states()).containsEntry("etcd/m1", "UP").containsEntry("kubernetes/a1", "UP");
        lab.exec("m3", "systemctl", "start", "etcd").orThrow("starting m3");
        balancer.awaitAllUp();
        balancer.check(BalancerChoice.TCP);
        balancer.awaitAllUp();
    }

    private static void echoesFlowBetweenAllNodes(Lab lab) {
        Instant from = Instant.now();
        assertThat(within(() -> counts(lab, from).stream().allMatch(counts -> counts.answered() >= 40)))
                .isTrue();
        assertThat(counts(lab, from)).allSatisfy(counts -> {
            assertThat(counts.missed()).isZero();
            assertThat(counts.targets()).hasSize(2);
        });
    }

    private static void aRestartOfFlanneldKeepsTheSubnet(Lab lab) {
        FlannelNode node = lab.flannelNodes().get(1);
        String before = node.subnetFile();
        assertThat(before).contains("FLANNEL_NETWORK=10.244.0.0/16");
        String invocation = invocation(lab, "flanneld");
        lab.exec("n2", "systemctl", "restart", "flanneld").orThrow("restarting flanneld");
        assertThat(invocation(lab, "flanneld")).isNotEqualTo(invocation);
        assertThat(node.subnetFile()).isEqualTo(before);
    }

    private static void dockerGoesDownWithFlanneldOnlyWhenItRequiresIt(Lab lab) {
        String before = invocation(lab, "docker");
        lab.exec("n2", "systemctl", "restart", "flanneld").orThrow("restarting flanneld");
        assertThat(invocation(lab, "docker")).isEqualTo(before);
        lab.flannelNodes().get(1).makeDockerRequireFlanneld();
        lab.exec("n2", "systemctl", "restart", "flanneld").orThrow("restarting flanneld");
        assertThat(invocation(lab, "docker")).isNotEqualTo(before);
    }

    private static void aDroppedEchoIsCounted(Lab lab) {
        Instant from = Instant.now();
        lab.podTraffic().plantDroppedEcho("n2");
        assertThat(within(() ->
                        counts(lab, from).stream().mapToInt(PodCounts::missed).sum() > 0))
                .isTrue();
        List<PodCounts> counts = counts(lab, from);
        assertThat(counts.stream().mapToInt(PodCounts::missed).sum()).isEqualTo(1);
        assertThat(counts.stream()
                        .flatMap(each -> each.targets().entrySet().stream())
                        .filter(target -> target.getValue().missed() > 0))
                .singleElement()
                .satisfies(target -> assertThat(target.getKey()).isEqualTo("n2"));
    }

    private static void aDroppedObjectAndADroppedEventAreLost(Lab lab) {
        ApiLoad load = lab.apiLoad();
        ApiLoadCounts whole = load.verify();
        assertThat(whole.lostObjects() + whole.lostEvents())
                .as(whole.toString())
                .isZero();
        assertThat(whole.perKind()).containsOnlyKeys("configmaps", "probes", "secrets");
        assertThat(whole.watchesOpen()).isEqualTo(3);

        ApiLoadCounts object = afterwards(load, load::plantDroppedObject);
        assertThat(object.lostObjects()).isEqualTo(1);
        assertThat(object.lostNames()).singleElement().asString().endsWith("-0000000010");

        ApiLoadCounts event = afterwards(load, load::plantDroppedEvent);
        assertThat(event.lostObjects()).isZero();
        assertThat(event.lostEvents()).isEqualTo(1);
    }

    private static void strangersSpeakToTheMembers(Lab lab) {
        assertThat(within(() -> lab.exec("m1", "ss", "-Htn", "sport", "=", ":2379")
                        .text()
                        .contains(LabNetwork.STRANGER_ADDRESS)))
                .isTrue();
        assertThat(Deadline.in(Duration.ofSeconds(90))
                        .await(() -> lab.exec("k2", "journalctl", "-u", "cron", "-o", "cat")
                                .text()
                                .contains("etcdctl")))
                .isTrue();
        lab.strangers("k2").stop();
        assertThat(within(() -> !lab.exec("m1", "ss", "-Htn", "sport", "=", ":2379")
                        .text()
                        .contains(LabNetwork.STRANGER_ADDRESS)))
                .isTrue();
    }

    private static ApiLoadCounts afterwards(ApiLoad load, Runnable plant) {
        Instant from = Instant.now();
        plant.run();
        assertThat(within(() -> load.count(from, from.plus(OPEN)).created() >= 30))
                .isTrue();
        return load.verify(from, from.plus(OPEN));
    }

    private static List<PodCounts> counts(Lab lab, Instant from) {
        return List.copyOf(lab.podTraffic().count(from, from.plus(OPEN)).values());
    }

    private static String invocation(Lab lab, String unit) {
        return lab.exec("n2", "systemctl", "show", "--value", "--property=InvocationID", unit + ".service")
                .text();
    }

    private static boolean within(BooleanSupplier fact) {
        return Deadline.in(LIMIT).await(fact);
    }
}
