package dev.etcdtls.bench;

import dev.etcdtls.lab.Lab;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * {@code etcd-tls apply} with all its gates beside a bare script without any, on the same hosts, issuer and data, turn and turn about.
 *
 * <p>Nobody is waited for: no consumer is declared, and the census takes its shortest window. Both times are of the whole program, from its
 * start to its end; making the plan is not part of it, and neither is a new cluster for each round.
 */
final class ApplyBench {
    private static final String CENSUS = "census: {quiet: 10m, wait: 30m}";
    private static final String SHORTEST_CENSUS = "census: {quiet: 1s, wait: 1m}";

    private final Lab lab;
    private final Path checkout;
    private final Path folder;
    private final PlaintextCluster cluster;

    ApplyBench(Lab lab, Path checkout, int keys) {
        this.lab = lab;
        this.checkout = checkout;
        this.folder = checkout.resolve("target/bench/" + System.currentTimeMillis() / 1000);
        this.cluster = new PlaintextCluster(lab, keys);
    }

    /** @param heap the most of it that was in use, in megabytes */
    private record Applied(Duration took, long heap) {}

    void run(int rounds) {
        prepare();
        List<Duration> script = new ArrayList<>();
        List<Applied> apply = new ArrayList<>();
        for (int round = 1; round <= rounds; round++) {
            cluster.reset();
            script.add(script(round));
            cluster.reset();
            apply.add(apply(round));
            System.out.printf(
                    Locale.ROOT,
                    "round %d   script %6.1f s   apply %6.1f s   heap %d MB%n",
                    round,
                    seconds(script.getLast()),
                    seconds(apply.getLast().took()),
                    apply.getLast().heap());
        }
        double least = script.stream().mapToDouble(ApplyBench::seconds).min().orElseThrow();
        double applied =
                apply.stream().mapToDouble(one -> seconds(one.took())).min().orElseThrow();
        long heap = apply.stream().mapToLong(Applied::heap).max().orElseThrow();
        System.out.printf(
                Locale.ROOT,
                "minima    script %6.1f s   apply %6.1f s   ratio %.1f   most heap in use %d MB%n",
                least,
                applied,
                applied / least,
                heap);
        System.out.println("logs and runs: " + checkout.relativize(folder));
    }

    private void prepare() {
        try {
            Files.createDirectories(folder);
            cluster.remember();
            List<String> init = new ArrayList<>(List.of("init", "--cluster", "c1"));
            lab.memberAddresses().forEach(address -> init.addAll(List.of("--ssh", "ops@" + address)));
            init.addAll(
                    List.of("--issuer", "openbao", "--issuer-url", bao(), "--issuer-ca-file", file("openbao-ca.crt")));
            init.addAll(List.of("--token-file", file("openbao-token")));
            tool("init", Map.of(), init);
            Path inventory = folder.resolve("inventory.yaml");
            String text = Files.readString(inventory);
            if (!text.contains(CENSUS)) {
                throw new BenchException(inventory + " does not say '" + CENSUS + "'");
            }
            Files.writeString(inventory, text.replace(CENSUS, SHORTEST_CENSUS));
            tool("pki", Map.of(), List.of("pki", "bootstrap"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Duration script(int round) {
        List<String> command = new ArrayList<>(List.of(
                checkout.resolve("src/bench/script/to-mutual-tls").toString(),
                file("ssh_config"),
                bao(),
                file("openbao-ca.crt"),
                file("openbao-token"),
                "c1"));
        command.addAll(cluster.addresses());
        Duration took = Timed.run(folder, folder.resolve("script-" + round + ".log"), Map.of(), command);
        cluster.demandMutualTls();
        return took;
    }

    private Applied apply(int round) {
        String plan = "plan-" + round;
        tool(plan, Map.of(), List.of("plan", "--out", plan));
        HeapLog heap = new HeapLog(folder.resolve("heap-" + round + ".log"));
        Duration took = tool(
                "apply-" + round, heap.environment(), List.of("apply", plan, "--gate", "none", "--approve", "enforce"));
        cluster.demandMutualTls();
        return new Applied(took, heap.peakMegabytes());
    }

    private Duration tool(String log, Map<String, String> environment, List<String> arguments) {
        List<String> command =
                new ArrayList<>(List.of(checkout.resolve("bin/etcd-tls").toString()));
        command.addAll(arguments);
        command.addAll(List.of("--known-hosts", file("known_hosts"), "--identity", file("ssh_key")));
        return Timed.run(folder, folder.resolve(log + ".log"), environment, command);
    }

    private String bao() {
        return "https://" + lab.host("bao").address() + ":8200";
    }

    private String file(String name) {
        return lab.directory().resolve(name).toString();
    }

    private static double seconds(Duration took) {
        return took.toMillis() / 1000.0;
    }
}
