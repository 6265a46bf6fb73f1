package dev.etcdtls.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etcdtls.demo.ClusterFacts;
import dev.etcdtls.lab.ApiLoadCounts;
import dev.etcdtls.lab.BalancerChoice;
import dev.etcdtls.lab.EtcdClientFiles;
import dev.etcdtls.lab.FlannelNode;
import dev.etcdtls.lab.Guests;
import dev.etcdtls.lab.KubeApiserver;
import dev.etcdtls.lab.Lab;
import dev.etcdtls.lab.LabHost;
import dev.etcdtls.lab.LabOptions;
import dev.etcdtls.lab.PodCounts;
import dev.etcdtls.lab.StrangerChoice;
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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A cluster behind real Kubernetes and flannel goes to mutual TLS while their owners move them. The census names who is left, by process and
 * unit, and nobody else: a silent flanneld that has moved does not keep it open, a load balancer that only knocks does not either.
 */
final class ConsumersSeenIT {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int HELD = 3;
    private static final List<String> CONSENT =
            List.of("--gate", "none", "--approve", "enforce", "--stall-budget", "3s");

    @Test
    @Timeout(value = 20, unit = TimeUnit.MINUTES)
    void theCensusWaitsForThoseWhoAreLeftAndForNobodyElse() throws IOException {
        Guests guests = Guests.none()
                .withApiservers(2)
                .withFlannelNodes(3)
                .withBalancer(BalancerChoice.TCP)
                .withStrangers(StrangerChoice.RUNNING);
        try (Lab lab = Lab.start(LabOptions.named("consumers-it").withGuests(guests))) {
            Tool tool = tool(lab);
            Instant begun = Instant.now();
            Map<String, String> subnets = subnets(lab);
            Map<String, String> dockers = dockers(lab);

            passes(tool.run("pki", "bootstrap"));
            passes(tool.run("plan"));
            passes(goOn(tool, "apply", "plan", "--until", "accept"));
            EtcdClientFiles files = certificate(tool);
            List<String> urls = tlsUrls(lab);
            lab.apiservers().forEach(apiserver -> apiserver.useTls(urls, files));
            List<FlannelNode> nodes = lab.flannelNodes();
            nodes.subList(0, 2).forEach(node -> node.useTls(urls, files));

            theCensusNamesTheNodeThatIsLeftAndTheStranger(
                    goOn(tool, "resume"), lab.host("k2").address());
            nodes.get(2).useTls(urls, files);
            lab.strangers("k2").stop();
            Tool.Ended ended = goOn(tool, "resume");
            passes(ended);
            assertThat(ended.said())
                    .contains("goes away without a word")
                    .contains(lab.host("lb").address());

            passes(tool.run("verify"));
            assertThat(subnets(lab)).isEqualTo(subnets);
            assertThat(dockers(lab)).isEqualTo(dockers);
            assertThat(lab.apiservers()).allMatch(KubeApiserver::isReady);
            nobodySpeaksPlaintext(lab);
            nothingIsLost(lab, begun);
        }
    }

    private static Tool tool(Lab lab) throws IOException {
        Path checkout = Path.of("").toAbsolutePath();
        Path folder = Files.createDirectories(
                checkout.resolve("target/consumers/" + Instant.now().getEpochSecond()));
        String inventory = Files.readString(lab.directory().resolve("inventory.yaml"));
        Files.writeString(
                folder.resolve("inventory.yaml"),
                inventory
                        .replace("wait: 5m", "wait: 40s")
                        .replaceAll("kind: (kube-apiserver|flanneld)", "kind: self-moving"));
        return new Tool(checkout, folder, lab.directory());
    }

    /** The node that is left, with its process and unit; the stranger by its address, for its host is none of the inventory's. */
    private static void theCensusNamesTheNodeThatIsLeftAndTheStranger(Tool.Ended held, String stranger) {
        assertThat(held.exitCode()).as(held.said()).isEqualTo(HELD);
        List<String> problems = held.said()
                .lines()
                .filter(line -> line.startsWith("CENSUS_TIMED_OUT") || line.startsWith("PLAINTEXT_CLIENT"))
                .toList();
        assertThat(problems).as(held.said()).anyMatch(line -> line.contains("consumer flanneld-n3 (flanneld"));
        assertThat(problems).as(held.said()).anyMatch(line -> line.contains(stranger));
        assertThat(problems).as(held.said()).allMatch(line -> line.contains("flanneld-n3") || line.contains(stranger));
    }

    private static void nobodySpeaksPlaintext(Lab lab) {
        for (LabHost member : new ClusterFacts(lab).members()) {
            String refused = lab.exec(
                            member.name(),
                            "curl",
                            "-s",
                            "-m",
                            "3",
                            "-o",
                            "/dev/null",
                            "-w",
                            "%{http_code}",
                            "http://" + member.address() + ":2379/health")
                    .text();
            assertThat(refused).as(member.name()).isIn("000", "400");
        }
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

    private static EtcdClientFiles certificate(Tool tool) throws IOException {
        Path folder = tool.folder().resolve("consumer");
        Tool.Ended made = tool.run("client", "consumer", "--out", folder.toString(), "--output", "json");
        passes(made);
        JsonNode told = JSON.readTree(made.stdout());
        assertThat(told.get("endpoints").size()).isEqualTo(3);
        return new EtcdClientFiles(
                Files.readString(folder.resolve("ca.crt")),
                Files.readString(folder.resolve("consumer.crt")),
                Files.readString(folder.resolve("consumer.key")));
    }

    private static List<String> tlsUrls(Lab lab) {
        return lab.memberAddresses().stream()
                .map(address -> "https://" + address + ":2379")
                .toList();
    }

    private static Map<String, String> subnets(Lab lab) {
        Map<String, String> subnets = new TreeMap<>();
        lab.flannelNodes().forEach(node -> subnets.put(node.name(), node.subnetFile()));
        return subnets;
    }

    private static Map<String, String> dockers(Lab lab) {
        Map<String, String> invocations = new TreeMap<>();
        lab.flannelNodes()
                .forEach(node -> invocations.put(
                        node.name(),
                        lab.exec(
                                        node.name(),
                                        "systemctl",
                                        "show",
                                        "--value",
                                        "--property=InvocationID",
                                        "docker.service")
                                .text()));
        return invocations;
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
