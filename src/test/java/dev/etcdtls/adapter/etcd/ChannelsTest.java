package dev.etcdtls.adapter.etcd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etcdtls.adapter.localca.LocalCa;
import dev.etcdtls.certificate.MemberRequests;
import dev.etcdtls.model.Authority;
import dev.etcdtls.model.ClientUrl;
import dev.etcdtls.model.ClusterName;
import dev.etcdtls.model.HostName;
import dev.etcdtls.model.Outcome;
import dev.etcdtls.port.CertificateIssuer.IssuedKeyPair;
import dev.etcdtls.port.EtcdEndpoint;
import dev.etcdtls.port.OperatorIdentity;
import dev.etcdtls.port.Pacer;
import dev.etcdtls.port.Tunnels;
import io.grpc.ManagedChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing is dialled here: a channel dials on its first call. */
class ChannelsTest {
    private static final Instant NOW = Instant.parse("2026-03-01T09:30:00Z");
    private static final EtcdEndpoint PLAIN = endpoint("m1", "http://198.51.100.11:2379");
    private static final EtcdEndpoint PLAIN_LOOPBACK = endpoint("m1", "http://127.0.0.1:2379");
    private static final EtcdEndpoint PLAIN_ELSEWHERE = endpoint("m2", "http://198.51.100.12:2379");
    private static final EtcdEndpoint TLS = endpoint("m1", "https://198.51.100.11:2379");

    @TempDir
    private Path folder = Path.of("");

    /** An idle plaintext channel would look like a client that has not moved. */
    @Test
    void theFirstTlsCallToAHostClosesItsPlaintextChannels() {
        try (Channels channels = channels()) {
            ManagedChannel plain = channel(channels, PLAIN);
            ManagedChannel loopback = channel(channels, PLAIN_LOOPBACK);
            ManagedChannel elsewhere = channel(channels, PLAIN_ELSEWHERE);

            ManagedChannel tls = channel(channels, TLS);

            assertThat(plain.isShutdown()).isTrue();
            assertThat(loopback.isShutdown()).isTrue();
            assertThat(elsewhere.isShutdown()).isFalse();
            assertThat(channel(channels, TLS)).isSameAs(tls);
        }
    }

    /** The gate of accept calls in plaintext after it has called over TLS: plaintext is still promised then. */
    @Test
    void plaintextCanBeSpokenAgain() {
        try (Channels channels = channels()) {
            channel(channels, TLS);

            assertThat(channel(channels, PLAIN).isShutdown()).isFalse();
        }
    }

    private Channels channels() {
        Tunnels straight = (HostName _, Authority to) -> new Outcome.Done<>(to);
        return new Channels(straight, new Kept(issued()));
    }

    private IssuedKeyPair issued() {
        LocalCa ca = LocalCa.open(folder, new ClusterName("c1"), new Standing());
        ca.create();
        return ca.issue(MemberRequests.operator(Duration.ofDays(30))).orThrow();
    }

    private static ManagedChannel channel(Channels channels, EtcdEndpoint endpoint) {
        return channels.to(endpoint).orThrow();
    }

    private static EtcdEndpoint endpoint(String host, String url) {
        return new EtcdEndpoint(new HostName(host), ClientUrl.parse(url));
    }

    private record Kept(IssuedKeyPair pair) implements OperatorIdentity {
        @Override
        public void store(IssuedKeyPair other) {
            throw new AssertionError("nothing is stored here");
        }

        @Override
        public Optional<IssuedKeyPair> load() {
            return Optional.of(pair);
        }

        @Override
        public void remove() {
            throw new AssertionError("nothing is removed here");
        }
    }

    private static final class Standing implements Pacer {
        @Override
        public Instant now() {
            return NOW;
        }

        @Override
        public void pause(Duration duration) {
            throw new AssertionError("nobody waits here");
        }
    }
}
