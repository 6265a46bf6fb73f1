package dev.etcdtls.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etcdtls.lab.ApiLoadCounts;
import dev.etcdtls.lab.BalancerChoice;
import dev.etcdtls.lab.FlannelNode;
import dev.etcdtls.lab.Guests;
import dev.etcdtls.lab.KubeApiserver;
import dev.etcdtls.lab.Lab;
import dev.etcdtls.lab.LabOptions;
import dev.etcdtls.lab.PodCounts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The tool moves real kube-apiservers and flannel nodes to TLS, one after the other, while API load and pod traffic go on. Two traps are laid
 * for it: an apiserver that does not start with the new settings, and a docker that would go down with its flanneld.
 */
final class ConsumersMovedIT {
    private static final int HELD = 3;
    private static final int FAILED = 4;
    private static final String TRAP = "/etc/systemd/system/kube-apiserver.service.d/90-trap.conf";
    private static final List<String> CONSENT =
            List.of("--gate", "none", "--approve", "enforce", "--stall-budget", "3s");

    @Test
    @Timeout(value = 25, unit = TimeUnit.MINUTES)
    void kubernetesAndFlannelAreMovedAndTheTrapsHoldTheRun() throws IOException {
        Guests guests = Guests.none().withApiservers(2).withFlannelNodes(3).withBalancer(BalancerChoice.TCP);
        try (Lab lab = Lab.start(LabOptions.named("moved-it").withGuests(guests))) {
            Tool tool = tool(lab);
            Instant begun = Instant.now();
            FlannelNode second = lab.flannelNodes().get(1);
            second.makeDockerRequireFlanneld();
            apiserverDoesNotStartWithTls(lab);
            Map<String, String> subnets = subnets(lab);
            Map<String, String> dockers = starts(lab, "docker.service");

            passes(tool.run("pki", "bootstrap"));
            Tool.Ended held = tool.run("plan");
            assertThat(held.exitCode()).as(held.said()).isEqualTo(HELD);
            assertThat(held.said().replaceAll("\\s+", " "))
                    .contains("DEPENDENT_UNITS", "docker.service (Requires= in ");
            second.makeDockerWantFlanneld();
            passes(tool.run("plan"));
            Tool.Ended failed = goOn(tool, "apply", "plan");
            theApiserverIsTakenBackAndNoOtherIsTouched(lab, failed);
            Map<String, String> apiservers = starts(lab, "kube-apiserver.service");

            lab.exec("a2", "rm", TRAP);
            lab.exec("a2", "systemctl", "daemon-reload");
            passes(goOn(tool, "resume"));
            assertThat(starts(lab, "kube-apiserver.service").get("a1")).isEqualTo(apiservers.get("a1"));

            passes(tool.run("verify"));
            assertThat(subnets(lab)).isEqualTo(subnets);
            assertThat(starts(lab, "docker.service")).isEqualTo(dockers);
            assertThat(lab.apiservers()).allMatch(KubeApiserver::isReady);
            nothingIsLost(lab, begun);
        }
    }

    private static Tool tool(Lab lab) throws IOException {
        Path checkout = Path.of("").toAbsolutePath();
        Path folder = Files.createDirectories(
                checkout.resolve("target/moved/" + Instant.now().getEpochSecond()));
        Files.copy(lab.directory().resolve("inventory.yaml"), folder.resolve("inventory.yaml"));
        return new Tool(checkout, folder, lab.directory());
    }

    /** Its unit refuses to start as soon as its settings name a CA. */
    private static void apiserverDoesNotStartWithTls(Lab lab) {
        lab.exec(
                "a2",
                "sh",
                "-c",
                ("mkdir -p /etc/systemd/system/kube-apiserver.service.d; printf '%s\\n' '[Service]' "
                        + "\"ExecStartPre=/bin/sh -c '! grep -q etcd-cafile /etc/default/kube-apiserver'\" > "
                        + TRAP + "; systemctl daemon-reload"));
    }

    private static void theApiserverIsTakenBackAndNoOtherIsTouched(Lab lab, Tool.Ended failed) {
        assertThat(failed.exitCode()).as(failed.said()).isEqualTo(FAILED);
        assertThat(failed.said().replaceAll("\\s+", " "))
                .contains("CONSUMER_TAKEN_BACK", "apiserver-a2 did not work with its new settings");
        assertThat(lab.apiservers()).as(failed.said()).allMatch(KubeApiserver::isReady);
        assertThat(lab.exec("a1", "sh", "-c", "tr '\\0' ' ' < /proc/$(pidof kube-apiserver)/cmdline")
                        .text())
                .contains("--etcd-servers=https://");
        assertThat(lab.exec("a2", "sh", "-c", "tr '\\0' ' ' < /proc/$(pidof kube-apiserver)/cmdline")
                        .text())
                .contains("--etcd-servers=http://")
                .doesNotContain("etcd-cafile");
        lab.flannelNodes()
                .forEach(node -> assertThat(lab.exec(
                                        node.name(),
                                        "sh",
                                        "-c",
                                        "grep -c https: /proc/$(pidof flanneld)/environ || true")
                                .text())
                        .as(node.name())
                        .isEqualTo("0"));
    }

    private static void nothingIsLost(Lab lab, Instant begun) {
        Instant end = Instant.now();
        ApiLoadCounts load = lab.apiLoad().verify(begun, end);
        System.out.println("API load: " + load);
        assertThat(load.lostObjects() + load.lostEvents()).as(load.toString()).isZero();
        assertThat(load.watchesOpen()).as(load.toString()).isEqualTo(3);
        assertThat(load.created()).as(load.toString()).isGreaterThan(100);
        Map<String, PodCounts> echoes = lab.podTraffic().count(begun, end);
        System.out.println("echoes: " + echoes);
        int sent = echoes.values().stream().mapToInt(PodCounts::sent).sum();
        int missed = echoes.values().stream().mapToInt(PodCounts::missed).sum();
        assertThat(sent).isGreaterThan(1000);
        assertThat(missed * 50).as(missed + " of " + sent + " echoes missed").isLessThanOrEqualTo(sent);
    }

    private static Map<String, String> subnets(Lab lab) {
        Map<String, String> subnets = new TreeMap<>();
        lab.flannelNodes().forEach(node -> subnets.put(node.name(), node.subnetFile()));
        return subnets;
    }

    /** Which start of a unit each host is in that has it. */
    private static Map<String, String> starts(Lab lab, String unit) {
        Map<String, String> starts = new TreeMap<>();
        List<String> hosts = unit.equals("docker.service")
                ? lab.flannelNodes().stream().map(FlannelNode::name).toList()
                : lab.apiservers().stream().map(KubeApiserver::name).toList();
        hosts.forEach(host -> starts.put(
                host,
                lab.exec(host, "systemctl", "show", "--value", "--property=InvocationID", unit)
                        .text()));
        return starts;
    }

    private static void passes(Tool.Ended ended) {
        System.out.println(ended.said());
        assertThat(ended.exitCode()).as(ended.said()).isZero();
    }

    /** Applies or resumes without anybody to answer a question. */
    private static Tool.Ended goOn(Tool tool, String... words) {
        return tool.run(Stream.concat(Stream.of(words), CONSENT.stream()).toArray(String[]::new));
    }
}
