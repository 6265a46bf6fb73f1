package dev.etcdtls.adapter.vault;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.etcdtls.adapter.vault.VaultIssuer.Clients;
import dev.etcdtls.inventory.IssuerSettings;
import dev.etcdtls.inventory.IssuerSettings.KeyOrigin;
import dev.etcdtls.inventory.IssuerSettings.Pki;
import dev.etcdtls.inventory.IssuerSettings.Product;
import dev.etcdtls.model.Problem;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the role {@code client} must be good for when declared consumers get certificates of it: found at plan, not when they are staged. */
final class ClientRoleTest {
    private static final String ROLE =
            "{'server_flag':true,'client_flag':true,'allow_ip_sans':true,'key_type':'ec','key_bits':256,'max_ttl':%d}";

    @TempDir
    private Path folder;

    private HttpServer server;
    private String denied = "";
    private int clientTtl = 2_592_000;

    ClientRoleTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    @BeforeEach
    void serve() throws IOException {
        Path file = Files.writeString(folder.resolve("token"), "s.token-of-a-test");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void oneThatFitsIsGoodForAll() {
        assertThat(look(Clients.TOOL)).isEmpty();
        assertThat(look(Clients.CONSUMERS)).isEmpty();
    }

    @Test
    void theToolAloneSignsNothingOfClients() {
        denied = "etcd/c1/pki/sign/client";

        assertThat(look(Clients.TOOL)).isEmpty();
        assertThat(look(Clients.CONSUMERS))
                .singleElement()
                .asString()
                .startsWith("ISSUER_TOKEN")
                .contains("etcd/c1/pki/sign/client");
    }

    @Test
    void consumersLiveLongerThanTheToolsDay() {
        clientTtl = 90_000;

        assertThat(look(Clients.TOOL)).isEmpty();
        assertThat(look(Clients.CONSUMERS))
                .singleElement()
                .asString()
                .startsWith("TTL_CUT at issuer/etcd/c1/pki/roles/client")
                .contains("at most 25h");
    }

    private List<Problem> look(Clients clients) {
        IssuerSettings.Vault settings = new IssuerSettings.Vault(
                Product.OPENBAO,
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
                Optional.empty(),
                "token",
                new Pki("etcd/c1/pki", "member", KeyOrigin.HOST_BORN, Duration.ofHours(720)));
        return VaultIssuer.connect(settings, clients, folder, AnswerShapesTest.PACER)
                .observe()
                .problems();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String asked = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String path = exchange.getRequestURI().getPath().replaceFirst("^/v1/", "");
        String data = switch (path) {
            case "sys/capabilities-self" ->
                !denied.isEmpty() && asked.contains(denied) ? "{'" + denied + "':['deny']}" : "{}";
            case "etcd/c1/pki/cert/ca_chain" -> "{'certificate':'" + authority() + "'}";
            case "etcd/c1/pki/roles/member" -> ROLE.formatted(2_592_000);
            case "etcd/c1/pki/roles/client" -> ROLE.formatted(clientTtl);
            default -> "{}";
        };
        byte[] bytes = ("{\"data\":" + data.replace('\'', '"') + "}").getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static String authority() throws IOException {
        return Files.readString(Path.of("src/test/resources/certificate/ca.pem"))
                .replace("\n", "\\n");
    }
}
