package dev.etcdtls.adapter.etcd;

import dev.etcdtls.model.Authority;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.HostName;
import dev.etcdtls.model.Outcome;
import dev.etcdtls.model.Problem;
import dev.etcdtls.port.CertificateIssuer.IssuedKeyPair;
import dev.etcdtls.port.EtcdEndpoint;
import dev.etcdtls.port.OperatorIdentity;
import dev.etcdtls.port.Tunnels;
import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyChannelBuilder;
import io.netty.channel.ChannelOption;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * One gRPC channel to each endpoint, dialled where the tunnel leads, with the URL's own host and port as the authority, so that the
 * member's certificate is checked for the name in its URL.
 *
 * <p>A channel is made anew when the tunnel has moved, the tool's certificate has changed, or the channel is in trouble: gRPC would answer
 * from its back-off with the last error, for up to two minutes after the member is back.
 *
 * <p>Who is asked over TLS is no longer asked in plaintext: the first TLS call to a host closes its plaintext channels, which would
 * otherwise stand idle for half an hour and look like a client that has not moved. Calls that are under way on them come to their end.
 */
final class Channels implements AutoCloseable {
    /** Held, because a logger's level is lost with the logger. gRPC tells on stderr what it found out about epoll. */
    private static final Logger GRPC = Logger.getLogger("io.grpc");

    private static final int CONNECT_MILLIS = 3_000;

    static {
        GRPC.setLevel(Level.SEVERE);
    }

    private final Tunnels tunnels;
    private final OperatorIdentity operator;
    private final Map<EtcdEndpoint, Line> lines = new LinkedHashMap<>();
    private Optional<Tls> tls = Optional.empty();

    Channels(Tunnels tunnels, OperatorIdentity operator) {
        this.tunnels = tunnels;
        this.operator = operator;
    }

    /** A channel that is connected or will dial on the next call. */
    Outcome<ManagedChannel> to(EtcdEndpoint endpoint) {
        return switch (tunnels.open(endpoint.host(), endpoint.url().authority())) {
            case Outcome.Done<Authority>(Authority dial) -> to(endpoint, dial);
            case Outcome.Refused<Authority>(Problem problem) -> new Outcome.Refused<>(problem);
            // A tunnel that may or may not be there: nothing was asked of etcd yet.
            case Outcome.Unknown<Authority>(Problem problem) -> new Outcome.Refused<>(problem);
        };
    }

    private synchronized Outcome<ManagedChannel> to(EtcdEndpoint endpoint, Authority dial) {
        Optional<IssuedKeyPair> identity = endpoint.url().isHttps() ? operator.load() : Optional.empty();
        if (endpoint.url().isHttps() && identity.isEmpty()) {
            return new Outcome.Refused<>(new Problem(
                    ErrorCode.MEMBER_UNREACHABLE,
                    "hosts/" + endpoint.host(),
                    endpoint.url() + " speaks TLS and this run has no operator certificate",
                    "resume the run, which makes one, or look with etcd-tls audit"));
        }
        if (identity.isPresent()) {
            closePlaintext(endpoint.host());
        }
        Line line = lines.get(endpoint);
        if (line != null && line.serves(dial, identity)) {
            return new Outcome.Done<>(line.channel());
        }
        if (line != null) {
            line.channel().shutdown();
            lines.remove(endpoint);
        }
        try {
            ManagedChannel channel = build(endpoint, dial, identity);
            lines.put(endpoint, new Line(dial, identity, channel));
            return new Outcome.Done<>(channel);
        } catch (GeneralSecurityException | IOException e) {
            return new Outcome.Refused<>(new Problem(
                    ErrorCode.CERTIFICATE_UNFIT,
                    "secret/operator",
                    "the run's operator certificate cannot be used: " + Trouble.firstLine(e),
                    "issue a new one with etcd-tls client"));
        }
    }

    private void closePlaintext(HostName host) {
        lines.entrySet().removeIf(each -> {
            boolean plaintext =
                    each.getKey().host().equals(host) && !each.getKey().url().isHttps();
            if (plaintext) {
                each.getValue().channel().shutdown();
            }
            return plaintext;
        });
    }

    /** Forgets a channel that failed; calls in flight on it end by themselves. */
    synchronized void discard(EtcdEndpoint endpoint, ManagedChannel channel) {
        Line line = lines.get(endpoint);
        if (line != null && line.channel() == channel) {
            lines.remove(endpoint);
        }
        channel.shutdown();
    }

    @Override
    public synchronized void close() {
        lines.values().forEach(line -> line.channel().shutdownNow());
        lines.clear();
    }

    private ManagedChannel build(EtcdEndpoint endpoint, Authority dial, Optional<IssuedKeyPair> identity)
            throws GeneralSecurityException, IOException {
        NettyChannelBuilder builder = NettyChannelBuilder.forAddress(
                        new InetSocketAddress(dial.bareHost(), dial.port()))
                .overrideAuthority(endpoint.url().authority().toString())
                .withOption(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
                // A proxy of the environment must not come between the tool and a member.
                .proxyDetector(_ -> null)
                // etcd answers pings more frequent than every 5 s by hanging up.
                .keepAliveTime(10, TimeUnit.SECONDS)
                .keepAliveTimeout(5, TimeUnit.SECONDS)
                .userAgent("etcd-tls");
        return identity.isEmpty()
                ? builder.usePlaintext().build()
                : builder.sslContext(context(identity.get())).build();
    }

    private SslContext context(IssuedKeyPair pair) throws GeneralSecurityException, IOException {
        if (tls.isPresent() && tls.get().pair().equals(pair)) {
            return tls.get().context();
        }
        SslContext context = GrpcSslContexts.configure(SslContextBuilder.forClient(), SslProvider.JDK)
                .keyManager(TlsMaterial.presenting(pair))
                .trustManager(TlsMaterial.trusting(pair.certificate().trustedCa()))
                .protocols("TLSv1.3", "TLSv1.2")
                .build();
        tls = Optional.of(new Tls(pair, context));
        return context;
    }

    private record Tls(IssuedKeyPair pair, SslContext context) {}

    private record Line(Authority dial, Optional<IssuedKeyPair> identity, ManagedChannel channel) {
        boolean serves(Authority wantedDial, Optional<IssuedKeyPair> wantedIdentity) {
            return dial.equals(wantedDial)
                    && identity.equals(wantedIdentity)
                    && !channel.isShutdown()
                    && channel.getState(false) != ConnectivityState.TRANSIENT_FAILURE;
        }
    }
}
