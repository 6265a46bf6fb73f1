package dev.etcdtls.adapter.vault;

import dev.etcdtls.adapter.vault.Reply.Answer;
import dev.etcdtls.adapter.vault.Reply.NoAnswer;
import dev.etcdtls.inventory.IssuerSettings;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.port.Pacer;
import io.github.jopenlibs.vault.EnvironmentLoader;
import io.github.jopenlibs.vault.Vault;
import io.github.jopenlibs.vault.VaultConfig;
import io.github.jopenlibs.vault.VaultException;
import io.github.jopenlibs.vault.rest.RestResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Calls to one server. The driver (6.2.1) is used with a client of our own (one client for all calls; its own makes one a call), engine
 * version 1 (else it puts {@code data} into paths) and without its retries (they repeat what must not be repeated); its environment
 * variables are ignored, the inventory alone decides.
 */
final class VaultConnection {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(15);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final int ATTEMPTS = 4;

    private final URI url;
    private final HttpClient client;
    private final Vault vault;
    private final Pacer pacer;

    private VaultConnection(URI url, HttpClient client, Vault vault, Pacer pacer) {
        this.url = url;
        this.client = client;
        this.vault = vault;
        this.pacer = pacer;
    }

    /** Reads token and CA; no call is made yet. Throws a {@code ProblemException} when a file cannot be used. */
    static VaultConnection open(IssuerSettings.Vault settings, Path inventoryFolder, Pacer pacer) {
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .sslContext(TrustedServer.context(settings.caFile().map(inventoryFolder::resolve)))
                .build();
        try {
            VaultConfig config = new VaultConfig()
                    .environmentLoader(new NoEnvironment())
                    .address(settings.url().toString().replaceFirst("/+$", ""))
                    .token(TokenFile.read(inventoryFolder.resolve(settings.tokenFile()))
                            .reveal())
                    .engineVersion(1)
                    .openTimeout((int) CONNECT.toSeconds())
                    .readTimeout((int) ANSWER.toSeconds())
                    .httpClient(client)
                    .build();
            return new VaultConnection(settings.url(), client, Vault.create(config), pacer);
        } catch (VaultException e) {
            throw new IllegalStateException("the driver takes an address and a token", e);
        }
    }

    URI url() {
        return url;
    }

    Instant now() {
        return pacer.now();
    }

    /** Reads a path; repeated while the server is busy or away. */
    Reply read(String path) {
        return repeated(() -> call(() -> vault.logical().read(path).getRestResponse()));
    }

    /** Writes to a path once. */
    Reply writeOnce(String path, Map<String, String> values) {
        return call(() ->
                vault.logical().write(path, Map.<String, Object>copyOf(values)).getRestResponse());
    }

    /** Writes to a path where doing it twice does no harm; repeated while the server is busy or away. */
    Reply write(String path, Map<String, String> values) {
        return repeated(() -> writeOnce(path, values));
    }

    /**
     * @param offset the server's clock minus ours; to the second, because that is all that a Date header tells
     */
    record Health(Reply reply, Duration offset) {}

    /** How the server is; a standby that forwards counts as well. */
    Health health() {
        HttpRequest request = HttpRequest.newBuilder(URI.create(
                        url.toString().replaceFirst("/+$", "") + "/v1/sys/health?standbyok=true&perfstandbyok=true"))
                .timeout(ANSWER)
                .build();
        Duration[] offset = {Duration.ZERO};
        Reply reply = repeated(() -> {
            try {
                Instant before = pacer.now();
                var response = client.send(request, BodyHandlers.ofByteArray());
                Duration half = Duration.between(before, pacer.now()).dividedBy(2);
                response.headers()
                        .firstValue("Date")
                        .flatMap(VaultConnection::instant)
                        .ifPresent(date -> offset[0] = Duration.between(before.plus(half), date));
                return Answer.of(response.statusCode(), response.body());
            } catch (IOException | InterruptedException e) {
                return TransportTrouble.of(url, e);
            }
        });
        return new Health(reply, rounded(offset[0]));
    }

    /** A second either way is the header's grain, not a skew. */
    private static Duration rounded(Duration offset) {
        return offset.abs().compareTo(Duration.ofMillis(1500)) < 0
                ? Duration.ZERO
                : offset.truncatedTo(ChronoUnit.SECONDS);
    }

    private static Optional<Instant> instant(String date) {
        try {
            return Optional.of(ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private Reply repeated(Supplier<Reply> attempt) {
        Duration pause = FIRST_PAUSE;
        Reply reply = attempt.get();
        for (int done = 1; done < ATTEMPTS && isWorthRepeating(reply); done++) {
            try {
                pacer.pause(pause);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return reply;
            }
            pause = pause.multipliedBy(2);
            reply = attempt.get();
        }
        return reply;
    }

    /** Too many requests, the server's own trouble, or no answer; never what it refused. */
    private static boolean isWorthRepeating(Reply reply) {
        return switch (reply) {
            case Answer answer -> answer.status() == 429 || answer.status() >= 500;
            case NoAnswer none ->
                !Thread.currentThread().isInterrupted() && none.problem().code() == ErrorCode.ISSUER_UNAVAILABLE;
        };
    }

    private interface DriverCall {
        RestResponse send() throws VaultException;
    }

    /** The driver gives 4xx as a response, throws 5xx with the body in the message, and wraps what the transport throws with status 0. */
    private Reply call(DriverCall call) {
        try {
            RestResponse response = call.send();
            return Answer.of(response.getStatus(), response.getBody());
        } catch (VaultException e) {
            if (e.getHttpStatusCode() == 0) {
                return TransportTrouble.of(url, e);
            }
            String message = String.valueOf(e.getMessage());
            int body = Math.max(0, message.indexOf('{'));
            return Answer.of(e.getHttpStatusCode(), message.substring(body).getBytes(StandardCharsets.UTF_8));
        }
    }

    /** An environment without variables, and without {@code ~/.vault-token}. */
    private static final class NoEnvironment extends EnvironmentLoader {
        private static final long serialVersionUID = 1L;

        @Override
        public @Nullable String loadVariable(String name) {
            return null;
        }
    }
}
