package dev.etcdtls.adapter.vault;

import dev.etcdtls.inventory.IssuerSettings;
import dev.etcdtls.inventory.IssuerSettings.KeyOrigin;
import dev.etcdtls.inventory.IssuerSettings.Pki;
import dev.etcdtls.inventory.IssuerSettings.Product;
import dev.etcdtls.lab.OpenBaoBinary;
import dev.etcdtls.port.Pacer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A real OpenBao server over TLS on loopback, in memory, unsealed; it ends with the test class. */
public final class OpenBaoServer implements AutoCloseable {
    /** The real clock: the server has no other. */
    static final Pacer PACER = new Pacer() {
        @Override
        public Instant now() {
            return Instant.now();
        }

        @Override
        public void pause(Duration duration) throws InterruptedException {
            Thread.sleep(duration);
        }
    };

    private static final String ROOT_TOKEN = "root-token-of-a-test";
    private static final Duration START = Duration.ofSeconds(60);

    private final Path folder;
    private final URI url;
    private final Process process;

    private OpenBaoServer(Path folder, URI url, Process process) {
        this.folder = folder;
        this.url = url;
        this.process = process;
    }

    /** Returns when the server answers. Its CA and its token lie in the folder. */
    public static OpenBaoServer start(Path folder) {
        int port = freePort();
        try {
            ProcessBuilder builder = new ProcessBuilder(
                            OpenBaoBinary.cached().toString(),
                            "server",
                            "-dev",
                            "-dev-tls",
                            "-dev-tls-cert-dir=" + folder,
                            "-dev-root-token-id=" + ROOT_TOKEN,
                            "-dev-no-store-token",
                            "-dev-listen-address=127.0.0.1:" + port)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("server.log").toFile());
            builder.environment().put("HOME", folder.toString());
            OpenBaoServer server = new OpenBaoServer(folder, URI.create("https://127.0.0.1:" + port), builder.start());
            server.tokenFile("root", ROOT_TOKEN);
            server.awaitAnswer();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Settings for a mount and a role, with the root token. */
    IssuerSettings.Vault settings(String mount, String role, KeyOrigin keys, Duration ttl) {
        return new IssuerSettings.Vault(
                Product.OPENBAO, url, Optional.of("vault-ca.pem"), "root.token", new Pki(mount, role, keys, ttl));
    }

    /** The same settings with another token. */
    IssuerSettings.Vault with(String token, IssuerSettings.Vault settings) {
        String name = "t" + Integer.toHexString(token.hashCode());
        tokenFile(name, token);
        return new IssuerSettings.Vault(
                settings.product(), settings.url(), settings.caFile(), name + ".token", settings.pki());
    }

    public URI url() {
        return url;
    }

    /** Seals it, as a restart of a real server would. */
    public void seal() {
        write("sys/seal", Map.of());
    }

    /** Calls as root. */
    VaultConnection asRoot() {
        return VaultConnection.open(
                settings("etcd/none/pki", "member", KeyOrigin.HOST_BORN, Duration.ofHours(1)), folder, PACER);
    }

    /** Writes as root; throws unless the server takes it. */
    Reply.Answer write(String path, Map<String, String> values) {
        Reply.Answer answer = (Reply.Answer) asRoot().writeOnce(path, values);
        if (!answer.isDone()) {
            throw new IllegalStateException(path + ": " + answer.status() + " " + answer.errors());
        }
        return answer;
    }

    /** A new token with these policies only. */
    public String token(String policy) {
        return token(policy, Duration.ofHours(1));
    }

    /** The same with a lifetime. */
    String token(String policy, Duration ttl) {
        return write(
                        "auth/token/create",
                        Map.of("policies", policy, "no_default_policy", "true", "ttl", ttl.toSeconds() + "s"))
                .body()
                .path("auth")
                .path("client_token")
                .asString();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private void awaitAnswer() throws IOException {
        Instant end = Instant.now().plus(START);
        while (Instant.now().isBefore(end) && process.isAlive()) {
            if (Files.exists(folder.resolve("vault-ca.pem"))
                    && asRoot().read("sys/internal/ui/mounts/secret") instanceof Reply.Answer answer
                    && answer.isDone()) {
                return;
            }
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        close();
        List<String> log = Files.readAllLines(folder.resolve("server.log"));
        throw new IllegalStateException("OpenBao does not answer; its log ends: "
                + String.join("\n", log.subList(Math.max(0, log.size() - 10), log.size())));
    }

    private void tokenFile(String name, String token) {
        try {
            Path file = folder.resolve(name + ".token");
            Files.deleteIfExists(file);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, token + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
