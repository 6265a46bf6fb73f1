package dev.etcdtls.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etcdtls.lab.HostRole;
import dev.etcdtls.lab.IssuerChoice;
import dev.etcdtls.lab.Lab;
import dev.etcdtls.lab.LabHost;
import dev.etcdtls.lab.LabOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * No secret outside its file, in the run and after it.
 *
 * <ol>
 *   <li>Processes are sampled on every host and on the tool's machine, while certificates are staged with keys that are born on hosts, and
 *       then while a whole migration runs with keys that the issuer makes: these travel through the tool.
 *   <li>Every key, the token, and a value in etcd (it stands for a Kubernetes Secret) is looked for in the samples, in all that was printed
 *       and written on the tool's machine, and in files and journals of all hosts.
 *   <li>A key that was planted on purpose is found in every kind of place; otherwise the search proves nothing.
 * </ol>
 */
final class SecretsIT {
    private static final List<String> MEMBERS = List.of("m1", "m2", "m3");

    private final Path checkout = Path.of("").toAbsolutePath();

    @Test
    @Timeout(value = 12, unit = TimeUnit.MINUTES)
    void noSecretLeavesItsFile() throws IOException {
        try (Lab lab = Lab.start(LabOptions.named("secrets-it").withIssuer(IssuerChoice.OPENBAO))) {
            Path folder = Files.createDirectories(
                    checkout.resolve("target/secrets-it/" + Instant.now().getEpochSecond()));
            Tool tool = new Tool(checkout, folder, lab.directory());
            Instant begun = Instant.now();
            List<KnownSecret> secrets = new ArrayList<>();
            secrets.add(KnownSecret.text(
                    "the token",
                    Files.readString(lab.directory().resolve("openbao-token")).strip()));
            secrets.add(canary(lab));
            PlantedSecret plant = PlantedSecret.make();
            List<HostSampler> hosts = lab.hosts().stream()
                    .map(host -> HostSampler.start(lab, host))
                    .toList();
            Traces traces = new Traces(lab, folder, begun);
            try (MachineSampler machine = new MachineSampler(folder.resolve("runs"))) {
                machine.start();
                secrets.addAll(stageWithKeysOfHosts(lab, tool));
                secrets.addAll(migrateWithKeysOfTheIssuer(lab, tool));
                plant.everywhere(lab, folder);
                machine.close();
                traces.ofMachine(machine);
                machine.operatorKeys().forEach(pem -> secrets.add(KnownSecret.key("the tool's key", pem)));
                assertThat(machine.operatorKeys()).as("the tool's own keys").hasSize(2);
            }
            hosts.forEach(traces::ofHost);

            assertThat(traces.kindsOf(plant.secret())).containsExactlyElementsOf(Traces.KINDS);
            assertThat(secrets)
                    .as("two tool's keys, two of each member, a client's, the token and the canary")
                    .hasSize(2 + 6 + 1 + 2);
            for (KnownSecret secret : secrets) {
                assertThat(traces.of(secret)).as(secret.name()).allMatch(place -> isHome(secret, place));
            }
            keysAreTheServiceUsersAlone(lab, traces);
            assertThat(traces.openFilesOfRuns())
                    .as("files of runs that others may read")
                    .isEmpty();
        }
    }

    /** The one file that may hold it. */
    private static boolean isHome(KnownSecret secret, String place) {
        return switch (secret.name()) {
            case "canary" -> place.matches("file runs/[^/]+/secret/snapshot\\.db");
            case "key of client admin" -> place.equals("file admin.key");
            case "the tool's key" -> place.matches("file runs/[^/]+/secret/operator\\.key");
            case String name
            when name.startsWith("key of ") ->
                place.equals(name.substring("key of ".length()) + " file /etc/etcd/tls/v1/member.key");
            default -> false;
        };
    }

    private static KnownSecret canary(Lab lab) {
        String value = "canary-" + UUID.randomUUID();
        // The value travels over standard input and a file of its own, so that no command line holds it.
        lab.exec(
                        "m1",
                        "bash",
                        "-euc",
                        "printf %s " + value + " | ETCDCTL_API=3 etcdctl --endpoints=http://127.0.0.1:2379"
                                + " put /registry/secrets/default/canary")
                .orThrow("writing the canary");
        return KnownSecret.text("canary", value);
    }

    private List<KnownSecret> stageWithKeysOfHosts(Lab lab, Tool tool) throws IOException {
        run(tool, initFlags(lab));
        replace(tool, "census: {quiet: 10m, wait: 30m}", "census: {quiet: 2s, wait: 1m}");
        run(tool, "pki", "bootstrap");
        run(tool, "plan", "--out", "first");
        run(tool, "apply", "first", "--gate", "none", "--until", "stage");
        List<KnownSecret> keys = memberKeys(lab);
        MEMBERS.forEach(member ->
                lab.exec(member, "rm", "-rf", "/etc/etcd/tls").orThrow("removing the staged files of " + member));
        return keys;
    }

    private List<KnownSecret> migrateWithKeysOfTheIssuer(Lab lab, Tool tool) throws IOException {
        replace(tool, "keys: host-born", "keys: issuer-born");
        run(tool, "audit", "--verbose");
        run(tool, "plan", "--out", "second", "--verbose");
        run(tool, "show", "second", "--diff");
        run(tool, "apply", "second", "--gate", "none", "--approve", "enforce", "--verbose");
        run(tool, "verify", "--evidence", "evidence");
        run(tool, "status", "--output", "json");
        run(tool, "pki", "show");
        run(tool, "client", "admin");
        List<KnownSecret> keys = memberKeys(lab);
        keys.add(KnownSecret.key(
                "key of client admin", Files.readString(tool.folder().resolve("admin.key"))));
        return keys;
    }

    private static void run(Tool tool, String... arguments) {
        Tool.Ended ended = tool.run(arguments);
        assertThat(ended.exitCode())
                .as(String.join(" ", arguments) + "\n" + ended.said())
                .isZero();
    }

    private static String[] initFlags(Lab lab) {
        List<String> flags = new ArrayList<>(List.of("init", "--cluster", "c1", "--issuer", "openbao"));
        lab.memberAddresses().forEach(address -> flags.addAll(List.of("--ssh", "ops@" + address)));
        flags.addAll(List.of("--issuer-url", "https://" + lab.host("bao").address() + ":8200"));
        flags.addAll(List.of(
                "--issuer-ca-file", lab.directory().resolve("openbao-ca.crt").toString()));
        flags.addAll(
                List.of("--token-file", lab.directory().resolve("openbao-token").toString()));
        return flags.toArray(String[]::new);
    }

    private static void replace(Tool tool, String from, String to) throws IOException {
        Path file = tool.folder().resolve("inventory.yaml");
        String text = Files.readString(file, StandardCharsets.UTF_8);
        assertThat(text).contains(from);
        Files.writeString(file, text.replace(from, to));
    }

    private static List<KnownSecret> memberKeys(Lab lab) {
        List<KnownSecret> keys = new ArrayList<>();
        for (String member : MEMBERS) {
            keys.add(KnownSecret.key(
                    "key of " + member,
                    lab.exec(member, "cat", "/etc/etcd/tls/current/member.key")
                            .orThrow("reading the key of " + member)
                            .stdout()));
        }
        return keys;
    }

    private static void keysAreTheServiceUsersAlone(Lab lab, Traces traces) {
        for (LabHost host : lab.hosts()) {
            if (host.role() == HostRole.MEMBER) {
                assertThat(traces.sampledFiles(host.name()))
                        .as("owner and mode of the key of " + host.name() + " at every moment")
                        .filteredOn(line -> line.endsWith("/member.key"))
                        .isNotEmpty()
                        .allMatch(line -> line.startsWith("file 600 etcd "));
                assertThat(traces.sampledFiles(host.name()))
                        .as("owner and mode of the kept files of " + host.name() + " at every moment")
                        .filteredOn(line -> line.contains("/kept/"))
                        .containsExactly("file 700 root /var/lib/etcd-tls/kept/c1");
            }
        }
    }
}
