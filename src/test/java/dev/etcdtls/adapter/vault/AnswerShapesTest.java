package dev.etcdtls.adapter.vault;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.etcdtls.inventory.IssuerSettings;
import dev.etcdtls.inventory.IssuerSettings.KeyOrigin;
import dev.etcdtls.inventory.IssuerSettings.Pki;
import dev.etcdtls.inventory.IssuerSettings.Product;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.Outcome;
import dev.etcdtls.model.Problem;
import dev.etcdtls.port.CertificateIssuer;
import dev.etcdtls.port.CertificateIssuerContract;
import dev.etcdtls.port.Pacer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a server, or a proxy before it, may answer besides the usual: the driver gives some of these as a response and throws others. */
final class AnswerShapesTest {
    private static final String TOKEN = "s.token-of-a-test";

    /** Does not wait: the pauses between attempts are not what is tested. */
    static final Pacer PACER = new Pacer() {
        @Override
        public Instant now() {
            return Instant.parse("2026-01-01T00:00:00Z");
        }

        @Override
        public void pause(Duration duration) {}
    };

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void token() throws IOException {
        Path file = folder.resolve("token");
        Files.writeString(file, TOKEN);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            400 | {"errors":["unknown role: member"]}          | ISSUER_ROLE_UNFIT    | there is no role member                | 1
            403 | {"errors":["permission denied"]}             | ISSUER_TOKEN         | may not use etcd/c1/pki/issue/member   | 1
            404 | {"errors":[]}                                | ISSUER_MOUNT_MISSING | no PKI mount etcd/c1/pki               | 1
            404 | <html>no such page</html>                    | ISSUER_MOUNT_MISSING | no PKI mount etcd/c1/pki               | 1
            307 | -                                            | ISSUER_UNAVAILABLE   | 307: it is a standby                   | 1
            429 | {"errors":["request quota exceeded"]}        | ISSUER_UNAVAILABLE   | too many requests                      | 4
            500 | {"errors":["1 error occurred:\\n\\t* boom"]} | ISSUER_UNAVAILABLE   | answers 500 boom                       | 4
            502 | <html>bad gateway</html>                     | ISSUER_UNAVAILABLE   | answers 502                            | 4
            503 | {"errors":["Vault is sealed"]}               | ISSUER_UNAVAILABLE   | the server is sealed                   | 4
            200 | <html>please log in</html>                   | ISSUER_ROLE_UNFIT    | answer holds no certificate            | 1
            200 | {"data":{}}                                  | ISSUER_ROLE_UNFIT    | answer holds no certificate            | 1
            200 | {"data":{"certificate":"junk"}}              | ISSUER_ROLE_UNFIT    | certificate                            | 1
            204 | -                                            | ISSUER_ROLE_UNFIT    | answer holds no certificate            | 1
            """)
    void everyAnswerHasItsCode(int status, String body, ErrorCode code, String text, int calls) throws IOException {
        AtomicInteger seen = new AtomicInteger();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            seen.incrementAndGet();
            answer(exchange, status, body.equals("-") ? "" : body);
        });
        server.start();
        try {
            Problem problem = problem(issuer(server.getAddress().getPort()).issue(CertificateIssuerContract.MEMBER));

            assertThat(problem.code()).isEqualTo(code);
            assertThat(problem.summary()).contains(text);
            assertThat(problem.nextAction()).isNotBlank();
            assertThat(problem.toString()).doesNotContain(TOKEN);
            assertThat(seen.get()).isEqualTo(calls);
        } finally {
            server.stop(0);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            nothing                                        | true
            HTTP/1.1 200 OK~Content-Length: 500~~{"data":{ | true
            SSH-2.0-OpenSSH_9.2~                           | true
            """)
    void aConnectionThatBreaksMayHaveDoneIt(String said, boolean isUnknown) throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            Thread server = Thread.ofVirtual().start(() -> sayAndClose(listener, said));
            Outcome<?> outcome = issuer(listener.getLocalPort()).issue(CertificateIssuerContract.MEMBER);

            assertThat(outcome instanceof Outcome.Unknown<?>).isEqualTo(isUnknown);
            assertThat(problem(outcome).code()).isEqualTo(ErrorCode.ISSUER_UNAVAILABLE);
            assertThat(problem(outcome).toString()).doesNotContain(TOKEN);
            listener.close();
            server.join();
        }
    }

    @Test
    void nobodyThereIsARefusal() throws IOException {
        int port;
        try (ServerSocket listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            port = listener.getLocalPort();
        }

        Outcome<?> outcome = issuer(port).issue(CertificateIssuerContract.MEMBER);

        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        assertThat(problem(outcome).summary()).contains("the connection was refused");
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getRequestBody().readAllBytes();
        exchange.getResponseHeaders().set("Location", "https://elsewhere.example:8200/");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static void sayAndClose(ServerSocket listener, String said) {
        while (!listener.isClosed()) {
            try (Socket socket = listener.accept()) {
                // The request is read first, so that closing is an end and not a reset.
                int read = socket.getInputStream().read(new byte[65_536]);
                if (read > 0 && !said.equals("nothing")) {
                    socket.getOutputStream().write(said.replace("~", "\r\n").getBytes(StandardCharsets.UTF_8));
                }
            } catch (IOException e) {
                if (!listener.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private CertificateIssuer issuer(int port) {
        return VaultIssuer.connect(
                new IssuerSettings.Vault(
                        Product.OPENBAO,
                        URI.create("http://127.0.0.1:" + port),
                        Optional.empty(),
                        "token",
                        new Pki("etcd/c1/pki", "member", KeyOrigin.ISSUER_BORN, Duration.ofHours(720))),
                folder,
                PACER);
    }

    private static Problem problem(Outcome<?> outcome) {
        return switch (outcome) {
            case Outcome.Refused<?>(Problem problem) -> problem;
            case Outcome.Unknown<?>(Problem problem) -> problem;
            case Outcome.Done<?> _ -> throw new AssertionError("expected a refusal");
        };
    }
}
