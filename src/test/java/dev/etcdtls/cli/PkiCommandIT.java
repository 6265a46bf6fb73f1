package dev.etcdtls.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etcdtls.adapter.vault.OpenBaoServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command {@code pki} as a person runs it, against a real OpenBao: exit code, one clear message, and silence when all is well. */
@Tag("representative")
@TestMethodOrder(OrderAnnotation.class)
final class PkiCommandIT {
    @TempDir
    private static Path folder = Path.of("");

    @Test
    @Order(1)
    void bootstrapIsSilentAndTheSecondOneMakesNothing() throws IOException {
        try (OpenBaoServer server = OpenBaoServer.start(folder)) {
            inventory(server.url().toString(), "root.token", "vault-ca.pem", "etcd/c1/pki");

            assertThat(run("show")).isEqualTo(new Ended(0, "missing".repeat(6), ""));
            assertThat(run("bootstrap")).isEqualTo(new Ended(0, "made".repeat(6), ""));
            assertThat(run("bootstrap")).isEqualTo(new Ended(0, "there".repeat(6), ""));
            assertThat(run("show")).isEqualTo(new Ended(0, "there".repeat(6), ""));

            secret("weak.token", server.token("default"));
            secret("wrong.token", "s.no-such-token");
            wrong(server, "wrong.token", "vault-ca.pem", "etcd/c1/pki", 2, "ISSUER_TOKEN");
            wrong(server, "weak.token", "vault-ca.pem", "etcd/c1/pki", 2, "ISSUER_TOKEN");
            secret("operator.token", server.token("etcd/c1/pki/operator"));
            wrong(server, "operator.token", "vault-ca.pem", "etcd/c1/pki", 2, "ISSUER_TOKEN");
            wrong(server, "none.token", "vault-ca.pem", "etcd/c1/pki", 2, "ISSUER_TOKEN");
            wrong(server, "root.token", "root.token", "etcd/c1/pki", 2, "INVENTORY_INVALID");
            wrong(server, "root.token", "none.pem", "etcd/c1/pki", 2, "INVENTORY_INVALID");
            wrong(server, "root.token", "", "etcd/c1/pki", 2, "INVENTORY_INVALID");
            wrong(server, "root.token", "vault-ca.pem", "secret", 2, "ISSUER_MOUNT_MISSING");
            server.seal();
            wrong(server, "root.token", "vault-ca.pem", "etcd/c1/pki", 3, "ISSUER_UNAVAILABLE");
        }
    }

    @ParameterizedTest
    @Order(2)
    @CsvSource({
        "https://127.0.0.1:1, 3, ISSUER_UNAVAILABLE",
        "https://no-such-host.invalid:8200, 3, ISSUER_UNAVAILABLE",
        "http://bao.example:8200, 2, INVENTORY_INVALID",
        "bao.example, 2, INVENTORY_INVALID",
    })
    void anAddressThatCannotBeUsedIsNamed(String url, int exitCode, String code) throws IOException {
        secret("some.token", "s.some-token");
        inventory(url, "some.token", "", "etcd/c1/pki");

        assertProblem(run("show"), exitCode, code);
        assertProblem(run("bootstrap"), exitCode, code);
    }

    private static void wrong(OpenBaoServer server, String token, String ca, String mount, int exitCode, String code)
            throws IOException {
        inventory(server.url().toString(), token, ca, mount);
        assertProblem(run("show"), exitCode, code);
        assertProblem(run("bootstrap"), exitCode, code);
    }

    private static void assertProblem(Ended ended, int exitCode, String code) {
        assertThat(ended.exitCode()).as(ended.stderr()).isEqualTo(exitCode);
        assertThat(ended.states()).isEmpty();
        assertThat(ended.stderr().lines().filter(line -> line.startsWith(code + " ")))
                .as(ended.stderr())
                .hasSize(1);
        assertThat(ended.stderr())
                .contains("  where", "  next", "runbooks/what-if/" + code + ".md")
                .doesNotContain("root-token-of-a-test", "no-such-token", "some-token", "Exception");
    }

    /** @param states the first word of each line of the result, joined */
    private record Ended(int exitCode, String states, String stderr) {}

    private static Ended run(String what) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        PrintStream before = System.err;
        // What is logged goes past the command line's own writer.
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
        try {
            int exitCode = Main.run(
                    new PrintWriter(out, true),
                    new PrintWriter(err, true),
                    "pki",
                    what,
                    "-i",
                    folder.resolve("inventory.yaml").toString());
            StringBuilder states = new StringBuilder();
            out.toString().lines().forEach(line -> states.append(line, 0, line.indexOf(' ')));
            return new Ended(exitCode, states.toString(), err + log.toString(StandardCharsets.UTF_8));
        } finally {
            System.setErr(before);
        }
    }

    private static void inventory(String url, String token, String ca, String mount) throws IOException {
        Files.writeString(folder.resolve("inventory.yaml"), """
                cluster: c1
                hosts:
                  - {name: m1, ssh: "ops@198.51.100.11", member: true}
                issuer:
                  kind: openbao
                  url: "%s"
                  token-file: "%s"
                  mount: "%s"
                %s
                """.formatted(
                        url, token, mount, ca.isEmpty() ? "" : "  ca-file: \"" + ca + "\""));
    }

    private static void secret(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, text);
    }
}
